import { element } from './dom.js';

/**
 * Turns the head of each section into a button that hides and shows the rows of the section.
 * @param ids the ids of the sections, in their order
 * @param folded the ids of the sections whose rows are hidden
 * @param onChange called with the ids of the folded sections
 */
export function foldSections(
  content: HTMLElement,
  ids: readonly string[],
  folded: ReadonlySet<string>,
  onChange: (folded: ReadonlySet<string>) => void,
): void {
  const current = new Set(folded);
  content.querySelectorAll('tbody').forEach((section, index) => {
    const id = ids[index];
    const head = section.querySelector('[scope=rowgroup]');
    if (id === undefined || !head) return;
    const show = (isFolded: boolean): void => {
      button.setAttribute('aria-expanded', String(!isFolded));
      for (const row of [...section.rows].slice(1)) row.hidden = isFolded;
    };
    const button = element('button', {
      type: 'button',
      class: 'tertium-fold',
      onclick: () => {
        const isFolded = !current.delete(id);
        if (isFolded) current.add(id);
        show(isFolded);
        onChange(current);
      },
    });
    button.append(...head.childNodes);
    head.append(button);
    show(current.has(id));
  });
}

/** Unfolds the section that contains the target of a link, if the section is folded. */
export function unfold(target: Element | null): void {
  if (!target?.closest('tr[hidden]')) return;
  target.closest('tbody')?.querySelector<HTMLElement>('.tertium-fold')?.click();
}
