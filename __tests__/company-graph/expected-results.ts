const infrastructure = { name: 'Infrastructure' };
const archive = { name: 'Archive' };
const capacityOfTape = '18\u00a0TB (recording: native); 45\u00a0TB (recording: compressed)';
const article = { name: 'What is the Difference Between MSP and DevOps?' };

/** The expected data of the operations of examples/company-graph, by file name without extension. */
export const expectedResults: Readonly<Record<string, unknown>> = {
  '01-owner-of-an-approach': { approach: { name: 'DevOps', owner: infrastructure } },
  '02-decisions-on-cells': {
    compare: {
      rows: {
        nodes: [
          {
            axis: { name: 'Capacity' },
            cells: [
              {
                approach: { name: 'LTO-9 tape' },
                text: capacityOfTape,
                decision: { text: 'We plan with the native capacity.', team: archive },
              },
              {
                approach: { name: 'BD-ROM' },
                text: '0.025\u00a0TB (layers: single); 0.05\u00a0TB (layers: dual)',
                decision: null,
              },
            ],
          },
        ],
      },
    },
  },
  '03-columns-with-their-teams': {
    compare: {
      approaches: [
        { name: 'Managed Service Provider', owner: infrastructure, services: [{ name: 'Mail' }] },
        { name: 'DevOps', owner: infrastructure, services: [{ name: 'Deployment' }] },
      ],
      rows: {
        nodes: [
          {
            axis: { name: 'Relationship' },
            verdict: 'DIFFERENT',
            cells: [
              { text: 'A vendor and its client' },
              { text: 'Teams inside that work together and share responsibility' },
            ],
          },
          {
            axis: { name: 'Automation' },
            verdict: 'ONE_SIDED',
            cells: [{ text: 'Not stated' }, { text: 'Yes' }],
          },
        ],
      },
    },
  },
  '04-reviews-of-claims': {
    compare: {
      rows: {
        nodes: [
          {
            cells: [
              {
                claims: [
                  {
                    valueText: 'A vendor and its client',
                    source: article,
                    review: {
                      outcome: 'ACCEPTED',
                      note: 'This matches our contracts.',
                      reviewer: infrastructure,
                    },
                  },
                ],
              },
              {
                claims: [
                  {
                    valueText: 'Teams inside that work together and share responsibility',
                    source: article,
                    review: {
                      outcome: 'DOUBTED',
                      note: 'Half of our teams work differently.',
                      reviewer: infrastructure,
                    },
                  },
                ],
              },
            ],
          },
        ],
      },
    },
  },
  '05-facts-for-a-team': {
    team: {
      name: 'Archive',
      approaches: [
        {
          name: 'LTO-9 tape',
          claims: {
            nodes: [
              {
                valueText: '18\u00a0TB (recording: native)',
                source: { name: 'The LTO Program releases specifications for upcoming generation 9' },
              },
              {
                valueText: '45\u00a0TB (recording: compressed)',
                source: { name: 'The LTO Program releases specifications for upcoming generation 9' },
              },
              { valueText: '18,000\u00a0GB (recording: native)', source: { name: 'LTO data cartridge' } },
            ],
          },
        },
        {
          name: 'BD-ROM',
          claims: {
            nodes: [
              { valueText: '25\u00a0GB (layers: single)', source: { name: 'Blu-ray Disc Format' } },
              { valueText: '50\u00a0GB (layers: dual)', source: { name: 'Blu-ray Disc Format' } },
            ],
          },
        },
      ],
    },
  },
  '06-approaches-of-services': {
    services: [
      {
        name: 'Backup',
        owner: archive,
        uses: [{ name: 'LTO-9 tape' }],
        needs: [{ name: 'Hardware encryption' }],
      },
      {
        name: 'Deployment',
        owner: infrastructure,
        uses: [{ name: 'DevOps' }],
        needs: [{ name: 'Automation' }, { name: 'CI/CD pipelines' }],
      },
      // Tertium does not have the second approach.
      { name: 'Mail', owner: infrastructure, uses: [{ name: 'Managed Service Provider' }, null], needs: [] },
    ],
  },
  '07-handbook-of-an-approach': {
    approach: { name: 'LTO-9 tape', handbookPages: [{ path: 'storage/archives', title: 'Archives' }] },
  },
  '08-handbook-of-search-results': {
    search: {
      nodes: [
        { kind: 'DIMENSION', name: 'Capacity', handbookPages: [{ title: 'Archives' }] },
        { kind: 'APPROACH', name: 'SDXC card', handbookPages: [] },
      ],
    },
  },
  '09-concepts-of-a-handbook-page': {
    handbookPage: {
      title: 'Who runs what',
      concepts: [
        {
          __typename: 'Approach',
          id: 'approach/msp',
          name: 'Managed Service Provider',
          owner: infrastructure,
        },
        { __typename: 'Approach', id: 'approach/devops', name: 'DevOps', owner: infrastructure },
        {
          __typename: 'Question',
          id: 'question/msp-vs-devops',
          name: 'What is the difference between MSP and DevOps?',
          comparison: { summary: { rowCount: 39 } },
        },
      ],
    },
  },
  '10-from-the-handbook-to-services': {
    handbook: [
      {
        title: 'Who runs what',
        concepts: [
          { name: 'Managed Service Provider', services: [{ name: 'Mail', owner: infrastructure }] },
          { name: 'DevOps', services: [{ name: 'Deployment', owner: infrastructure }] },
          {},
        ],
      },
      {
        title: 'Archives',
        concepts: [{ name: 'LTO-9 tape', services: [{ name: 'Backup', owner: archive }] }, {}],
      },
    ],
  },
  '11-owners-in-a-ranking': {
    rank: {
      places: [
        { position: 1, approach: { name: 'LTO-9 tape', owner: archive } },
        { position: 2, approach: { name: 'SDXC card', owner: null } },
        { position: 3, approach: { name: 'BD-ROM', owner: archive } },
      ],
    },
  },
  '12-page-of-approaches': {
    approaches: {
      totalCount: 4,
      pageInfo: { hasNextPage: true },
      edges: [
        { node: { name: 'BD-ROM', services: [] } },
        { node: { name: 'DevOps', services: [{ name: 'Deployment' }] } },
        { node: { name: 'LTO-9 tape', services: [{ name: 'Backup' }] } },
      ],
    },
  },
  '13-values-behind-services': {
    services: [
      {
        name: 'Backup',
        uses: [
          {
            name: 'LTO-9 tape',
            claims: {
              nodes: [
                { minimum: '18', unit: 'TBy' },
                { minimum: '45', unit: 'TBy' },
                { minimum: '18000', unit: 'GBy' },
              ].map((value) => ({
                target: { name: 'Capacity', handbookPages: [{ path: 'storage/archives' }] },
                value,
              })),
            },
          },
        ],
      },
      {
        name: 'Deployment',
        uses: [
          {
            name: 'DevOps',
            claims: {
              nodes: [
                {
                  target: { name: 'Nature', handbookPages: [] },
                  value: { text: 'A philosophy of culture, with its practices, inside the organisation' },
                },
              ],
            },
          },
        ],
      },
      {
        name: 'Mail',
        uses: [
          {
            name: 'Managed Service Provider',
            claims: {
              nodes: [
                {
                  target: { name: 'Nature', handbookPages: [] },
                  value: { text: 'A provider from outside, to which IT functions are outsourced' },
                },
              ],
            },
          },
          null,
        ],
      },
    ],
  },
  '14-features-of-a-team': {
    team: {
      approaches: [
        {
          name: 'DevOps',
          features: {
            edges: [
              {
                node: {
                  name: 'Internal philosophy',
                  handbookPages: [],
                  approaches: { nodes: [{ name: 'DevOps', owner: { id: 'infrastructure' } }] },
                },
              },
            ],
          },
        },
        {
          name: 'Managed Service Provider',
          features: {
            edges: [
              {
                node: {
                  name: 'Outsourcing',
                  handbookPages: [],
                  approaches: {
                    nodes: [{ name: 'Managed Service Provider', owner: { id: 'infrastructure' } }],
                  },
                },
              },
            ],
          },
        },
      ],
    },
  },
  '15-cells-behind-decisions': {
    decisions: [
      {
        text: 'We plan with the native capacity.',
        cell: {
          slot: 'cell:dimension/capacity:approach/lto-9',
          state: 'STATED',
          text: capacityOfTape,
          approach: { name: 'LTO-9 tape', owner: archive },
        },
      },
    ],
  },
};
