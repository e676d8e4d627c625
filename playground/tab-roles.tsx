import { useGraphiQL } from '@graphiql/react';
import { useEffect } from 'react';

/**
 * Sets the roles of the open queries to those of a list of buttons. GraphiQL gives its tabs the role `tab`, but puts
 * buttons into them, which assistive technologies then do not present.
 */
export function TabRoles() {
  const { tabs, activeTabIndex } = useGraphiQL((state) => ({
    tabs: state.tabs,
    activeTabIndex: state.activeTabIndex,
  }));
  useEffect(() => {
    document.querySelector('.graphiql-tabs')?.setAttribute('role', 'list');
    const items = document.querySelectorAll('.graphiql-tab');
    items.forEach((item, index) => {
      item.setAttribute('role', 'listitem');
      item.removeAttribute('aria-selected');
      item
        .querySelector('.graphiql-tab-button')
        ?.setAttribute('aria-current', String(index === activeTabIndex));
    });
    const panel = document.getElementById('graphiql-session');
    panel?.setAttribute('role', 'region');
  }, [tabs, activeTabIndex]);
  return null;
}
