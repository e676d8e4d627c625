import { it } from '@jest/globals';
import { convert, readUnit } from '../../src/graph/values/unit.js';
import { UcumLhcUtils } from '@lhncbc/ucum-lhc';
import { ExactDecimal } from '../../src/graph/values/decimal.js';
it('probe', () => {
  const out: string[] = [];
  for (const code of ['10*-400','0','0.m','-5','00','10','5','12','3.5','m-1','m0','(By)2','(m)2','(KiBy)2/s','meter','metre','degrees','kilogram','g%','%%','m//s','m..s','/','.','m/','mCel','Cel/s','Cel2','2.Cel','By{By}','[bit]','KB','kb','Kb','Mb','Gb','kbps','Mbps','b','byte','bits','µs','μs','°C','€','$','ug','°','Ω','H','h','HR','Gy','By/s{peak}','m\n','K2','10^3','m^2','m2/m2','Cel-1','1/Cel','kCel','[degRe]','lg','ld','Oct','[m/s2/Hz^0.5]','USD/By','%2','[APL\'U]','[hp_X]','[hp\'_X]','B[10.nV]','B[SPL]','bit_s','kbit_s','KiBy.KiBy-1','Ybit','BY','BIT','kBY','MBY','year','hr','sec','mins','By/'+'s'.repeat(3)]) {
    try { const u = readUnit(code); const x = UcumLhcUtils.getInstance().getSpecifiedUnit(code,'validate') as any; out.push(`${code}: ${u.kind} ${u.factor?.toString()} cnv=${x.unit?.cnv_} pfx=${x.unit?.cnvPfx_} mag=${x.unit?.magnitude_}`);} catch (e) { out.push(`${JSON.stringify(code)}: ${(e as Error).message}`); }
  }
  const conv = (a: string, f: string, t: string) => { try {out.push(`${a} ${f} -> ${t}: ${convert(new ExactDecimal(a), readUnit(f), readUnit(t))?.toFixed()}`)} catch(e) {out.push(`${f} ${t} ${String(e)}`)}};
  conv('32','[degF]','Cel'); conv('1','mCel','K'); conv('1','kCel','K'); conv('1','Cel2','K2');conv('1','2.Cel','K'); conv('1','1/Cel','K-1'); conv('80','[degRe]','Cel'); conv('1','10*-400','1'); conv('1','1','10*-400'); conv('0','K','Cel');conv('0','Cel/s','K/s');conv('1','0','1');conv('1','1','0');conv('300.3','K','Cel');conv('100.1','[degF]','K');
  process.stdout.write(out.join('\n')+'\n');
});
