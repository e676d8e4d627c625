import 'reflect-metadata';
import { graphql } from '/tmp/w/claims/node_modules/graphql/index.js';
const { openStore } = await import('/tmp/w/claims/dist/storage/open-store.js');
const { createSchema } = await import('/tmp/w/claims/dist/api/schema.js');
const { RequestContext } = await import('/tmp/w/claims/dist/api/context.js');
const store = await openStore(process.argv[2]); const schema=createSchema();
const source=`{ compare(approaches: ["chrome","firefox","safari","edge"]) { rows(first: 20, where: [{approach:"chrome",levels:["yes"]},{approach:"firefox",levels:["no"]},{approach:"safari",levels:["no"]}]) { totalCount nodes { axis { name } verdict cells { state display } } } } }`;
let last;
for (let i=0;i<(+process.argv[3]||5);i++){ const t=performance.now(), c=process.cpuUsage(); const r=await graphql({schema,source,contextValue:await RequestContext.open(store.reader,{})}); const u=process.cpuUsage(c); last=r; globalThis.gc?.(); console.log((performance.now()-t).toFixed(0),'ms wall', ((u.user+u.system)/1e3).toFixed(0),'ms cpu', r.errors??r.data.compare.rows.totalCount, (process.memoryUsage().heapUsed/1e6).toFixed(0)+' MB heap'); }
await store.close();
