import { useState } from 'react';

const server = 'http://127.0.0.1:4000';
const media = ['bd-rom', 'cd-rom', 'dvd-rom', 'lto-9'];

/** Shows a comparison of chosen approaches, and the status that the element reports. React 19 sets attributes of custom elements and listens to their events. */
export function App() {
  const [approaches, setApproaches] = useState(media.slice(0, 2));
  const [status, setStatus] = useState('Loading…');
  const toggle = (slug: string): void =>
    setApproaches((chosen) =>
      chosen.includes(slug) ? chosen.filter((each) => each !== slug) : [...chosen, slug],
    );
  return (
    <main>
      <h1>Storage media</h1>
      <fieldset>
        <legend>Compare</legend>
        {media.map((slug) => (
          <label key={slug}>
            <input
              type="checkbox"
              checked={approaches.includes(slug)}
              disabled={approaches.includes(slug) && approaches.length === 2}
              onChange={() => toggle(slug)}
            />
            {slug}
          </label>
        ))}
      </fieldset>
      <p role="status">{status}</p>
      <tertium-comparison
        approaches={approaches.join()}
        min-block-size="30rem"
        ontertium-ready={() => setStatus('Ready.')}
        ontertium-error={({ detail }) => setStatus(detail.message)}
      >
        <a href={`${server}/compare/${media.join()}`}>Storage media</a>
      </tertium-comparison>
    </main>
  );
}
