import { it } from '@jest/globals';
import { convert, readUnit } from '../../src/graph/values/unit.js';
import { ExactDecimal } from '../../src/graph/values/decimal.js';
import { quantityRule } from '../../src/graph/values/quantity.js';
import { noScale } from '../../src/graph/values/value-type.js';
it('probe', () => {
  const out: string[] = [];
  for (const code of ['1','%','By','bit','kBy','KiBy','GB','MB','KiB','B','MBy/s','Hz','Cel','[degF]','K','[degR]','EUR','USD','mL','L','km/h','m/s','foo','','kg','[IU]','mol','{x}','By{raw}','{files}/By','1/By','/By','By2','(By)','By.s','10*3.By','10*6','dB','B[V]','dB[V]','Np','pH','USD/mo','GBy/mo','[lb_av]','m[H2O]','10 kg','Kg','KG','seconds','[pH]','ppm','[ppth]','deg','rad','mo','a','wk','min','h','d','s','ms','us','ns','MiBy/s','Mbit/s','TBy','PBy','EBy','ZBy','YBy','GB/s','kB','Gb','gB', 'USD ', 'usd','XXX','BTC','m'.repeat(61), '1e400', '10*400', '[sft_i]', 'bit_s','KiBy/s','(KiBy)/s','KiBy.s-1','kg.m/s2','N','10.By','2.By','By/By','B/s','dB/m','mB', 'ZB','YB','PB','EB','MiB','GiB','TiB','PiB','kB/s','By/(s)','By/(By.s)','/(By)','bit/By', 'Bd','Bd/s','kbit','1/kBy', 's/By', 'mg/dL','[iU]','%/By','USD/h']) {
    try { const u = readUnit(code); out.push(`${code}: ${u.kind} ${u.factor?.toString()}`);} catch (e) { out.push(`${code}: ${(e as Error).message}`); }
  }
  const conv = (a: string, f: string, t: string) => out.push(`${a} ${f} -> ${t}: ${convert(new ExactDecimal(a), readUnit(f), readUnit(t))?.toFixed()}`);
  conv('1','L','mL'); conv('123456789012345678901234567890.123456789','L','mL'); conv('36','km/h','m/s'); conv('1474560','By','KiBy'); conv('20','Cel','[degF]'); conv('68','[degF]','Cel'); conv('20','Cel','K'); conv('50','%','1'); conv('1','wk','h'); conv('1','mo','d'); conv('1','[in_i]','cm'); conv('12','[in_i]','[ft_i]'); conv('1','[lb_av]','kg'); conv('8','bit','By'); conv('1','s','h'); conv('1','a','mo'); conv('1', 'min','d'); conv('1','[mi_i]','km'); conv('1','h','d');conv('1','GiBy','GBy');conv('1','TiBy','TBy');conv('1','TiBy','YBy');conv('1','By','TiBy');conv('5','s','wk');  conv('1','J','kW.h'); conv('1','[in_i]','[ft_i]'); conv('1','ns','h'); conv('-40','Cel','[degF]'); conv('1','deg','rad');
  conv('1','fg','Yg'); conv('1', 'mL/s', 'L/h'); conv('1', 'g/mol', 'kg/mol'); conv('0.1', 'Cel','K'); conv('1', 'acr_us'.includes('x') ? 'L':'[acr_us]', 'm2');
  const q = (a: string, u: string|null) => ({ type: 'QUANTITY' as const, minimum: a, maximum: a, unit: u });
  const rel = (a: any, b: any, s = noScale) => out.push(`${JSON.stringify(a)} ~ ${JSON.stringify(b)}: ${JSON.stringify(quantityRule.relate([a],[b],s,()=>new Set()))}`);
  rel(q('0',null),q('0','%')); rel(q('-1',null),q('1',null)); rel(q('0','Cel'),q('32','[degF]')); rel(q('0','m'),q('0','kg')); rel(q('0',null),q('0.'+'0'.repeat(59)+'1',null)); rel(q('9'.repeat(60),null),q('9'.repeat(59)+'8',null));
  rel(q('1','TiBy'),q('1099511627776','By'));
  rel(q('5','kg'),q('5','EUR'));rel(q('5','By'),q('5',null));
  rel({type:'QUANTITY',minimum:'1',maximum:null,unit:null},{type:'QUANTITY',minimum:null,maximum:'1',unit:null});
  rel({type:'QUANTITY',minimum:'1',maximum:null,unit:null},{type:'QUANTITY',minimum:'1',maximum:null,unit:'1'});
  for (const w of ['1.50','007','-0','+5',' 5 ','5.','.5','1e3',1e21,1e-7,0.1,'1,000','NaN',Infinity,'5 kg',NaN,-0,'0.0',1e60,'1'.repeat(61),5e-324, '٣', true, [5], {amount:5}, {amount:null,minimum:5}, {minimum:5,unit:''}, {amount:5, unit:'GB'},{amount:5,unit:5},{minimum:3,maximum:2},{}, {amount:5,minimum:5}, {amount:5,unit:'EUR'}]) {
    try { out.push(`parse ${JSON.stringify(w)}: ${JSON.stringify(quantityRule.parse(w,{...noScale,unit:'kg'}))}`);} catch (e) { out.push(`parse ${JSON.stringify(w)}: ${(e as Error).message}`); }
  }
  process.stdout.write(out.join('\n')+'\n');
});
