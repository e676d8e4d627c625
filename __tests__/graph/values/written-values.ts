/**
 * Texts as people write them in tables and claim lines, with their expected outcomes. Each line has a text, an arrow and
 * an outcome. The outcome is the display text of a value, the code of a unit, or `✗` and the start of the error's
 * `expected` member. The prefix `,:` of an amount stands for a column with a decimal comma, and the prefix `.:` for a
 * column with a decimal point. In an amount, `·` stands for a no-break space.
 */

export const amounts = `
5 ~3 kg → ✗
5 about 3 kg → ✗
5 at least 3 kg → ✗
5 >=3 kg → ✗
5 up to 3 kg → ✗
5 <=3 kg → ✗
5 >3 kg → ✗
5 over 3 kg → ✗
5 <3 kg → ✗
5 under 3 kg → ✗
5+3 kg → ✗
5 + 3 kg → ✗
x+ kg → ✗
between 5 and 10 kg x → ✗
x between 5 and 10 kg → ✗
5 → 5
+5 → 5
-5 → -5
−5 → -5
−5.25 → -5.25
- 5 → ✗ an amount or a range
–5 → ✗ an amount or a range
0 → 0
.5 → 0.5
5. → ✗ an amount or a range
007 → 7
½ → 0.5
1½ → 1.5
1 ½ → 1.5
−1½ → -1.5
2¾ kg → 2.75 kg
⅜ in → 0.375 [in_i]
0 ½' → 0.5 [ft_i]
5 ½ → 5.5
¼ → 0.25
⅕ → 0.2
⅖ → 0.4
⅗ → 0.6
⅘ → 0.8
⅛ → 0.125
⅝ → 0.625
⅞ → 0.875
⅒ → 0.1
⅓ → ✗ a decimal (⅓ is not an exact decimal)
2⅔ → ✗ a decimal (⅔ is not an exact decimal)
1/2 → ✗ an amount or a range
1,640 → ✗ a number with one reading
1.640 → 1.64
1,640,000 → 1640000
1.640.000 → ✗ a number with one reading
1,640.5 → 1640.5
1.640,5 → 1640.5
12,34,567 → ✗ a number whose thousands
1,64 → ✗ a number with one reading
49,90 → ✗ a number with one reading
0,917 → ✗ a number with one reading
1·640 → 1640
1·640·000,5 → 1640000.5
1’640 → 1640
1'640.50 → 1640.5
1 640 → ✗ a number without spaces
.: 5 → 5
.: 1·640 → 1640
.: 1,640 → 1640
.: 1,640 kg → 1640 kg
.: 1.640 → 1.64
.: 11,640 → 11640
.: 1,6400 → ✗ a number with a decimal point
.: 1,640.25 → 1640.25
.: 0,917 → ✗ a number with a decimal point
.: 1,64 → ✗ a number with a decimal point
.: 49,90 € → ✗ a number with a decimal point
.: 1.640,5 → ✗ a number with a decimal point
.: 1’640,5 → ✗ a number with a decimal point
.: 0,640 → ✗ a number with a decimal point
,: 5 kg → 5 kg
,: 1·640 → 1640
,: 1,640 → 1.64
,: 1,6,4 → ✗ a number with a decimal comma
,: 0,917 → 0.917
,: 49,90 € → 49.9 EUR
,: € 49,90 → 49.9 EUR
,: 1.640 → 1640
,: 1.640.000 → 1640000
,: 1.640,5 kg → 1640.5 kg
,: 11.640 → 11640
,: 01.640 → ✗ a number with a decimal comma
,: 1.6400 → ✗ a number with a decimal comma
,: 1.64 → ✗ a number with a decimal comma
,: 1,640.5 → ✗ a number with a decimal comma
,: 5,5–10,5 → 5.5 to 10.5
,: 1·640,5 → 1640.5
<5 → <5
< 5 kg → <5 kg
<$5 → <5 USD
less than 5 → <5
under €5 → <5 EUR
below 5 °C → <5 Cel
v<5 → ✗ an amount or a range
v>5 → ✗ an amount or a range
v≤5 → ✗ an amount or a range
v≥5 → ✗ an amount or a range
v~5 → ✗ an amount or a range
max 5 → up to 5
fewer than 5 → <5
>5 → >5
more than 5 kg → >5 kg
over 5 → >5
above −5 → >-5
≤5 → up to 5
<=5 → up to 5
≤ 5 ms → up to 5 ms
up to 5 → up to 5
at most 5 → up to 5
max. 5 kg → up to 5 kg
maximum 5 → up to 5
no more than 5 → up to 5
5 or less → up to 5
5 or lesser → ✗ a unit as people write it
5 kg or less per day → up to 5 kg/d
5 kg or fewer → up to 5 kg
≥5 → 5 or more
>=5 → 5 or more
at least 5 → 5 or more
min. 5 → 5 or more
min 5 → 5 or more
from €5 → 5 or more EUR
from $5/month → 5 or more USD/mo
starting at $5 → 5 or more USD
5+ → 5 or more
5 + → 5 or more
5+ kg → 5 or more kg
5 kg+ → 5 or more kg
5 or more → 5 or more
5 or more kg → 5 or more kg
5 kg and up → 5 or more kg
>5+ → ✗ an amount or a range
up to 5 or more → ✗ an amount or a range
5-10 → 5 to 10
5–10 → 5 to 10
5—10 kg → 5 to 10 kg
5 - 10 → 5 to 10
5 – 10 → 5 to 10
5 -10 → ✗ an amount or a range
5- 10 → ✗ an amount or a range
5 to 10 → 5 to 10
5 to 10 kg → 5 to 10 kg
5 kg to 10 kg → 5 to 10 kg
5kg–10kg → 5 to 10 kg
5 kg to 10 g → ✗ a range with one unit
5 kg to 10 → ✗ a range with one unit
5…10 → 5 to 10
5..10 → 5 to 10
from 5 to 10 → 5 to 10
between 5 and 10 kg → 5 to 10 kg
not between 5 and 10 → ✗ an amount or a range
away from 5 to 10 → ✗ an amount or a range
5 and 10 → ✗ a unit as people write it
-5–5 → -5 to 5
-5--3 → -5 to -3
−40 to 85 °C → -40 to 85 Cel
−40 °C – −10 °C → -40 to -10 Cel
10-5 → ✗ a range whose minimum is not above its maximum
5-5 → 5
2.4 GHz - 5 GHz → 2.4 to 5 GHz
€5–10 → 5 to 10 EUR
€5–€10 → 5 to 10 EUR
$5–10/month → 5 to 10 USD/mo
5–10 €/month → 5 to 10 EUR/mo
5 €–10 €/month → ✗ a range with one unit
€5 to 10 kg → ✗ one unit
>5 to <10 → >5 to <10
>5–10 → >5 to 10
≥5 to ≤10 → 5 to 10
<5 to 10 → ✗ an amount or a range
5 to >10 → ✗ an amount or a range
5 to ≥10 → ✗ an amount or a range
1-2-3 → ✗ an amount or a range
~5 → ~5
~ 5 kg → ~5 kg
≈5 → ~5
ca. 5 → ~5
ca 5 → ~5
c. 5 → ~5
circa 5 → ~5
about 5 kg → ~5 kg
around 5 → ~5
approx. 5 → ~5
approx 5 → ~5
about5 → ~5
approximately 5 ms → ~5 ms
roughly 5 → ~5
~€5 → ~5 EUR
~5–10 → ~5 to ~10
~5 to ~10 kg → ~5 to ~10 kg
5 to ~10 → ✗ an amount or a range
<~5 → <~5
~5 or more → ~5 or more
up to ~5 → up to ~5
~~5 → ✗ an amount or a range
5kg → 5 kg
5 kg. → 5 kg
5·kg → 5 kg
24h → 24 h
15.6" → 15.6 [in_i]
15.6″ → 15.6 [in_i]
15.6” → 15.6 [in_i]
6′ → 6 [ft_i]
5  kg → 5 kg
6' → 6 [ft_i]
5% → 5 %
99.9 % → 99.9 %
€49.90 → 49.9 EUR
49.90 € → 49.9 EUR
49.90€ → 49.9 EUR
-€5 → -5 EUR
-€ 5 → -5 EUR
€ 5 → 5 EUR
kg 5 → ✗ an amount or a range
€5 EUR → 5 EUR
€5 kg/d → ✗ one unit
€-5 → -5 EUR
-€-5 → ✗ an amount or a range
EUR 5 → 5 EUR
5 EUR → 5 EUR
US$5 → 5 USD
$5 USD → 5 USD
$5 CAD → 5 CAD
$5 AUD → 5 AUD
$5 NZD → 5 NZD
$5 HKD → 5 HKD
$5 SGD → 5 SGD
$5 MXN → 5 MXN
$5 TWD → 5 TWD
$5 CHF → ✗ one unit
€5 CAD → ✗ one unit
€5 USD → ✗ one unit
£5/month → 5 GBP/mo
€5 per year → 5 EUR/a
5 USD/h → 5 USD/h
5 €/kg → ✗ a unit as people write it
$5/user/month → ✗ a unit as people write it
$5m → ✗ one unit
10k → ✗ a number in full
10K → ✗ a number in full
10 K → 10 K
5M → ✗ a number in full
5 million → ✗ a number in full
5 millions → ✗ a unit as people write it
5bn → ✗ a number in full
5 mio → ✗ a number in full
5 mrd → ✗ a number in full
€5 bn → ✗ a number in full
1e6 → ✗ a number without an exponent
1e-6 → ✗ a number without an exponent
1 e6 → ✗ a number without an exponent
5× 10 → ✗ a number without an exponent
5x10 → ✗ a number without an exponent
1920×1080 → ✗ a unit as people write it
5×10^3 → ✗ a number without an exponent
5 stars → ✗ a unit as people write it
5 kg (11 lb) → ✗ a unit as people write it
4K → ✗ a number in full
1st → ✗ a unit (did you mean stone or stere?)
2nd → ✗ a unit as people write it
5:30 → ✗ an amount or a range
5 kg:3 → ✗ a unit as people write it
24/7 → ✗ an amount or a range
50/50 → ✗ an amount or a range
2024-05-17 → ✗ an amount or a range
192.168.0.1 → ✗ a number with one reading
v5 → ✗ an amount or a range
No. 5 → ✗ an amount or a range
#5 → ✗ an amount or a range
(5) → ✗ an amount or a range
5* → ✗ a unit as people write it
±5 → ✗ an amount or a range
yes → ✗ an amount or a range
NaN → ✗ an amount or a range
${'9'.repeat(61)} → ✗ a decimal number
`;

export const units = `
g/kWh → g/(kW.h)
km/mph → km/([mi_i]/h)
lbs. → [lb_av]
kg.m. → ✗ a unit as people write it
kg./s → kg/s
EURx/mo → ✗ a unit as people write it
mph → [mi_i]/h
kph → km/h
km/h → km/h
km⁄h → km/h
kg⁄m2 → kg/m2
1/sq. ft → 1/[ft_i]2
{a b} → ✗ a unit as people write it
kilometres per hour → km/h
ft/s → [ft_i]/s
ft → [ft_i]
feet → [ft_i]
yd → [yd_i]
mi → [mi_i]
miles → [mi_i]
in → [in_i]
inches → [in_i]
nmi → [nmi_i]
µm → um
nm → nm
pm → ✗ a unit as people write it
lb → [lb_av]
lbs → [lb_av]
oz → [oz_av]
pounds → ✗ a unit (did you mean lb or GBP?)
kg → kg
Kg → kg
g → g
µg → ug
μg → ug
mcg → ug
t → t
tons → ✗ a unit (did you mean tonne, short ton or long ton?)
IU → [IU]
mIU/L → m[IU]/L
°C → Cel
℃ → Cel
º C → Cel
degrees Celsius → Cel
°F → [degF]
K → K
° → ✗ a unit (did you mean °C, °F or ucum:deg?)
C → ✗ a unit (did you mean °C or coulomb?)
F → ✗ a unit (did you mean °F or farad?)
$ → USD
€ → EUR
£ → GBP
¥ → JPY
CHF → CHF
euros → EUR
kr → ✗ a unit (did you mean SEK, NOK, DKK or ISK?)
€/month → EUR/mo
$ per year → USD/a
EUR/mo → EUR/mo
s → s
sec → s
minutes → min
h → h
hour → h
hrs → h
day → d
Days → d
week → wk
month → mo
mo. → mo
kg. → kg
mo.x → ✗ a unit as people write it
year → a
yrs → a
a → a
kWh → kW.h
mAh → mA.h
V → V
kΩ → kOhm
W/(m²·K) → W/(m2.K)
PS → ✗ a unit (did you mean hp or kW?)
hp → [HP]
rpm → {revolutions}/min
ppm → [ppm]
% → %
m² → m2
ft² → [ft_i]2
sq. ft → [ft_i]2
sq.ft → [ft_i]2
sq  ft → [ft_i]2
cu. ft → [ft_i]3
ft23 → ✗ a unit as people write it
5ft2 → ✗ a unit as people write it
kg m → ✗ a unit as people write it
cm^3 → cm3
ha → har
acres → ✗ a unit (did you mean ha, ucum:[acr_us] or ucum:[acr_br]?)
kg/m³ → kg/m3
m·s⁻² → m.s-2
mmol/L → mmol/L
l/100km → l/(100.km)
L/100 km → L/(100.km)
kWh/100 km → kW.h/(100.km)
/100 km → /(100.km)
g/x100km → ✗ a unit as people write it
stars/s → ✗ a unit as people write it
g/stars → ✗ a unit as people write it
kg/(m.s) → kg/(m.s)
km/l → km/l
mpg → ✗ a unit (did you mean US mpg or UK mpg?)
gal → ✗ a unit (did you mean US gallon or UK gallon?)
pt → ✗ a unit (did you mean US pint, UK pint or point?)
st → ✗ a unit (did you mean stone or stere?)
l → l
mL → mL
ML → ✗ a unit as people write it
req/s → {requests}/s
requests per second → {requests}/s
tokens/s → {tokens}/s
IOPS → {operations}/s
/s → /s
per hour → /h
B → ✗ a unit (did you mean byte or bel?)
b → ✗ a unit (did you mean bit or byte?)
kb → ✗ a unit (did you mean kbit or kB?)
Mb → ✗ a unit (did you mean Mbit or MB?)
KB → ✗ a unit (did you mean kB or KiB?)
MB → MBy
TB → TBy
GiB → GiBy
GBy → GBy
GB/s → GBy/s
10^3/mL → 10^3/mL
10*3/mL → 10*3/mL
10³/mL → 10^3/mL
10⁹/L → 10^9/L
10⁻³ → 10^-3
Mb/s → Mbit/s
Mbit/s → Mbit/s
Mbps → Mbit/s
KB/s → ✗ a unit (did you mean kB or KiB?)
dpi → {dots}/[in_i]
px → {pixels}
MP → ✗ a unit as people write it
GHz → GHz
ghz → GHz
mhz → ✗ a unit (did you mean MHz or ucum:mHz?)
dB → dB
Nm → N.m
ft-lb → [ft_i].[lbf_av]
psi → [psi]
mmHg → mm[Hg]
T → ✗ a unit (did you mean tonne, tesla or TB?)
[lb_av] → [lb_av]
{loaves} → {loaves}
1 → 1
100 → ✗ a unit as people write it
10*6 → 10*6
10*-3/L → 10*-3/L
10*x6 → ✗ a unit as people write it
1/m → 1/m
xEUR → ✗ a unit as people write it
EURx → ✗ a unit as people write it
${'m.'.repeat(29)}mm → ${'m.'.repeat(29)}mm
${'m.'.repeat(30)}m → ✗ a unit as people write it
ucum:F → F
ucum:ft → ft
ucum:GB → ✗ a unit (did you mean GBy?
ucum:nonsense → ✗ a unit: a UCUM code
kat → ✗ a unit as people write it
stars → ✗ a unit as people write it
constructor → ✗ a unit as people write it
${'m'.repeat(61)} → ✗ a unit as people write it
`;

export const versions = `
3.10 → 3.10
v3.10 → 3.10
2.0.0-rc.1 → 2.0.0-rc.1
1.0.0+build.5 → 1.0.0+build.5
2024.04 → 2024.04
3.9 to 3.12 → 3.9 to 3.12
3.9 – 3.12 → 3.9 to 3.12
3.9–3.12 → 3.9 to 3.12
v3.9 - v3.12 → 3.9 to 3.12
3.9-3.12 → ✗ a range with "to"
3.9+ → 3.9 or newer
3.9 + → 3.9 or newer
≥3.9 → 3.9 or newer
3.9 or higher → 3.9 or newer
3.9 or above → 3.9 or newer
3.12 or earlier → 3.12 or older
3.12 or lower → 3.12 or older
3.12 or below → 3.12 or older
≤ 3.12 → 3.12 or older
3  to  4 → 3 to 4
3.9—3.12 → 3.9 to 3.12
from 3.9 or newer → ✗ a version as a text
3.9 or newer ones → ✗ a version as a text
3.12 or older ones → ✗ a version as a text
x>=3.9 → ✗ a version as a text
x<=3.12 → ✗ a version as a text
now up to 3.12 → ✗ a version as a text
x3.9-3.12 → ✗ a version as a text
3.9-3.12x → 3.9-3.12x
10-3.12 → ✗ a range with "to"
3.10-3.12 → ✗ a range with "to"
3.9-13.12 → ✗ a range with "to"
3.9-3.12.10 → ✗ a range with "to"
3.9-rc → 3.9-rc
3.9-4 → 3.9-4
v3-3.12 → ✗ a range with "to"
3.9 or newer → 3.9 or newer
3.9 or later → 3.9 or newer
≥ 3.9 → 3.9 or newer
>=3.9 → 3.9 or newer
3.12 or older → 3.12 or older
<=3.12 → 3.12 or older
up to 3.12 → 3.12 or older
3.12 to 3.9 → ✗ a range whose oldest version
<3.12 → ✗ a version as a text
3.x → ✗ a version as a text
24.04 LTS → ✗ a version as a text
1.1.1w → ✗ a version as a text
latest → ✗ a version as a text
`;

export const dates = `
2024 → 2024
2024-05 → 2024-05
2024-05-17 → 2024-05-17
2024/05/17 → 2024-05-17
2024/05 → 2024-05
2024/13 → ✗ a date, such as
2024-02-30 → ✗ a date, such as
May 2024 → 2024-05
January 2024 → 2024-01
february 2024 → 2024-02
March 2024 → 2024-03
April 2024 → 2024-04
June 2024 → 2024-06
July 2024 → 2024-07
August 2024 → 2024-08
September 2024 → 2024-09
October 2024 → 2024-10
November 2024 → 2024-11
December 2024 → 2024-12
Jan 2024 → 2024-01
x 2024-05 → ✗ a date, such as
2024-05x → ✗ a date, such as
x 2024-05-17 → ✗ a date, such as
in May 2024 → ✗ a date, such as
May 2024x → ✗ a date, such as
May 17 2024 → 2024-05-17
on May 17, 2024 → ✗ a date, such as
May 17, 2024x → ✗ a date, such as
on 17 May 2024 → ✗ a date, such as
17 May 2024x → ✗ a date, such as
17 Foo 2024 → ✗ a date, such as
31 April 2024 → ✗ a date, such as
17  May  2024 → 2024-05-17
17.11.2024 → 2024-11-17
17.5.2024x → ✗ a date, such as
on 17.5.2024 → ✗ a date, such as
17/5/2024x → ✗ a date, such as
on 17/5/2024 → ✗ a date, such as
17/5-2024 → ✗ a date, such as
99/99/2024 → ✗ a date, such as
x/2024 or later → ✗ a date, such as
2024 or later? → ✗ a date, such as
2024 OR LATER → 2024 or later
Sept. 2024 → 2024-09
17 May 2024 → 2024-05-17
17th May 2024 → 2024-05-17
May 17, 2024 → 2024-05-17
17-May-2024 → 2024-05-17
1. June 2024 → 2024-06-01
17.5.2024 → 2024-05-17
5.6.2024 → 2024-06-05
17/05/2024 → 2024-05-17
5/17/2024 → 2024-05-17
5/5/2024 → 2024-05-05
5/6/2024 → ✗ a date in one reading (2024-06-05 or 2024-05-06)
05-06-2024 → ✗ a date in one reading
17/05/24 → ✗ a date, such as
2024-05-17 or later → 2024-05-17 or later
May 2024 or later → 2024-05 or later
2024 or earlier → 2024 or earlier
2024-05-17/.. → 2024-05-17 or later
../2024 → 2024 or earlier
Mayhem 2024 → ✗ a date, such as
Ma 2024 → ✗ a date, such as
since 2024 → ✗ a date, such as
~2024 → ✗ a date, such as
2024-Q1 → ✗ a date, such as
20240517 → ✗ a date, such as
2024-05-17T10:00 → ✗ a date, such as
`;
