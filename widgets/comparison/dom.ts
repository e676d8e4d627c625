type Properties = Readonly<Record<string, string | boolean | EventListener>>;

/**
 * Creates an element. A function adds a listener, such as `onclick`; other properties set attributes: `true` an empty one, `false` none. Strings are
 * inserted as text, not as HTML.
 */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Properties = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const created = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (typeof value === 'function') created.addEventListener(key.slice(2), value);
    else if (value !== false) created.setAttribute(key, value === true ? '' : value);
  }
  created.append(...children);
  return created;
}

/** Replaces each `{name}` in a text of the catalogues with the value of that name, if there is one. */
export function filled(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/gu, (whole, name: string) => String(values[name] ?? whole));
}

/** The minimum horizontal distance between a popover and the edge of the window, in CSS pixels. Half of it is the distance between popover and anchor. */
const gap = 8;

/** Positions an open popover below its anchor, or above it if there is more space and the popover does not fit below. The popover scrolls with the page. */
export function placeBeside(popover: HTMLElement, anchor: Element): void {
  const { left, right, top, bottom } = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = popover;
  const isRtl = getComputedStyle(anchor).direction === 'rtl';
  const wanted = isRtl ? right - width : left;
  const { clientWidth, clientHeight } = document.documentElement;
  const x = Math.max(gap, Math.min(wanted, clientWidth - width - gap));
  const isBelow = clientHeight - bottom > height + gap || clientHeight - bottom > top;
  const y = isBelow ? bottom + gap / 2 : Math.max(gap / 2, top - height - gap / 2);
  popover.style.left = `${x + scrollX}px`;
  popover.style.top = `${y + scrollY}px`;
}
