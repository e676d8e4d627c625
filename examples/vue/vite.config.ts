import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [
    // Elements of Tertium are custom elements, not components of Vue.
    vue({ template: { compilerOptions: { isCustomElement: (tag) => tag.startsWith('tertium-') } } }),
  ],
});
