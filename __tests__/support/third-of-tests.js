/**
 * Removes two in three tests from a block of tests and from its inner blocks. Three consecutive seeds of one sign leave different tests, together all tests.
 * @param {import('@jest/types').Circus.DescribeBlock} block
 * @param {number} seed an integer
 */
export function keepThird(block, seed) {
  let position = Math.abs(seed);
  const select = (/** @type {import('@jest/types').Circus.DescribeBlock} */ { children }) => {
    const kept = children.filter((child) => {
      if (child.type === 'test') return position++ % 3 === 0;
      select(child);
      return true;
    });
    children.splice(0, children.length, ...kept);
  };
  select(block);
}
