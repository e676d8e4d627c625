import { fastify } from 'fastify';
import pg from 'pg';
import { environmentVariable } from './environment.js';
import { serveFastify } from './ready.js';

/* Serves the responses without GraphQL: one prepared statement builds the complete response in the database. */

const statement = `
  with
    asked_approach as (
      select a.id, a.slug, a.name, asked.place
      from unnest($1::text[]) with ordinality asked (slug, place) join approach a on a.slug = asked.slug),
    asked_dimension as (
      select d.id, d.slug, d.name, asked.place
      from unnest($2::text[]) with ordinality asked (slug, place) join dimension d on d.slug = asked.slug)
  select json_build_object('data', json_build_object('compare', json_build_object(
    'approaches', (
      select json_agg(json_build_object('slug', a.slug, 'name', a.name, 'features', (
        select coalesce(json_agg(json_build_object('slug', f.slug, 'name', f.name, 'benefits', (
          select coalesce(json_agg(json_build_object('slug', b.slug, 'name', b.name) order by fb.position), '[]')
          from feature_benefit fb join benefit b on b.id = fb.benefit_id
          where fb.feature_id = f.id)) order by af.position), '[]')
        from approach_feature af join feature f on f.id = af.feature_id
        where af.approach_id = a.id)) order by a.place)
      from asked_approach a),
    'rows', (
      select json_agg(json_build_object(
        'dimension', json_build_object('slug', d.slug, 'name', d.name),
        'cells', (
          select json_agg(json_build_object('value', c.value, 'claims', (
            select coalesce(json_agg(json_build_object('id', cl.id, 'source',
              json_build_object('name', s.name, 'url', s.url)) order by cl.position), '[]')
            from claim cl join source s on s.id = cl.source_id
            where cl.cell_id = c.id)) order by a.place)
          from asked_approach a join cell c on c.approach_id = a.id and c.dimension_id = d.id)) order by d.place)
      from asked_dimension d))))::text as response`;

interface Body {
  readonly variables: { readonly approaches: readonly string[]; readonly dimensions: readonly string[] };
}

const pool = new pg.Pool({ connectionString: environmentVariable('DATABASE_URL') });
const app = fastify();
app.post<{ Body: Body }>('/graphql', async (request, reply) => {
  const { approaches, dimensions } = request.body.variables;
  const { rows } = await pool.query<{ response: string }>({
    name: 'compare',
    text: statement,
    values: [approaches, dimensions],
  });
  return reply.type('application/json').send(rows[0]?.response);
});
await serveFastify(app);
