import type { VNode } from 'preact';
import { absolute, type Site } from '../layout/site.js';
import { ScriptData } from '../markup/script-data.js';

/** Data for the element around a fragment: the prefix of the ids, and the address of the style sheet. */
export function WidgetData({
  site,
  idPrefix,
}: {
  readonly site: Site;
  /** Absent if the fragment has no ids. */
  readonly idPrefix?: string;
}): VNode {
  const { widgets } = site;
  const styleSheet = widgets && absolute(site, widgets.styleSheet.url);
  return <ScriptData type="application/json" value={{ prefix: idPrefix, styleSheet }} />;
}
