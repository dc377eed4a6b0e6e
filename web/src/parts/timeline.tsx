// Events over time with a brush: drag over the bars, or set the two dates.
import { useMemo, useRef, useState } from "preact/hooks";
import { day, number } from "../format";
import { t } from "../i18n";
import type { Timeline as Data } from "../types";
import { setParams } from "../url";
import { DateField } from "./dates";

const WIDTH = 900;
const HEIGHT = 110;
const BASE = 90;
const MOST_MONTHS = 144;

type Bar = { period: string; count: number };

/** Months where they fit, else years; empty periods between are kept. */
function bars(data: Data): Bar[] {
  const counts = new Map<string, number>();
  const first = [data.months[0]?.[0], data.years[0]?.[0]].filter(Boolean).sort()[0];
  const last = [data.months.at(-1)?.[0], data.years.at(-1)?.[0]].filter(Boolean).sort().at(-1);
  if (!first || !last) return [];
  const [from, until] = [Number(first.slice(0, 4)), Number(last.slice(0, 4))];
  const byMonth = (until - from + 1) * 12 <= MOST_MONTHS;
  for (const [month, n] of data.months) counts.set(byMonth ? month : month.slice(0, 4), (counts.get(byMonth ? month : month.slice(0, 4)) ?? 0) + n);
  if (!byMonth) for (const [year, n] of data.years) counts.set(year, (counts.get(year) ?? 0) + n);
  const periods: string[] = [];
  for (let year = from; year <= until; year++) {
    if (byMonth) for (let month = 1; month <= 12; month++) periods.push(`${year}-${String(month).padStart(2, "0")}`);
    else periods.push(String(year));
  }
  return periods.map((period) => ({ period, count: counts.get(period) ?? 0 }));
}

export function Timeline({ data, params }: { data: Data; params: URLSearchParams }) {
  const shown = useMemo(() => bars(data), [data]);
  const [drag, setDrag] = useState<[number, number] | null>(null);
  const box = useRef<SVGSVGElement>(null);
  const most = Math.max(...shown.map((bar) => bar.count), 1);
  const step = WIDTH / Math.max(shown.length, 1);
  const start = params.get("start");
  const end = params.get("end");
  const inside = (bar: Bar) => (!start || bar.period >= start.slice(0, bar.period.length)) && (!end || bar.period <= end.slice(0, bar.period.length));
  const at = (event: PointerEvent) => {
    const area = box.current!.getBoundingClientRect();
    return Math.min(shown.length - 1, Math.max(0, Math.floor(((event.clientX - area.left) / area.width) * shown.length)));
  };
  const finish = () => {
    if (!drag) return;
    const [a, b] = [Math.min(...drag), Math.max(...drag)];
    setDrag(null);
    setParams({ start: shown[a]?.period, end: shown[b]?.period });
  };
  if (!shown.length) return <p class="note">{t("timeline.none")}</p>;
  const every = Math.ceil(shown.length / 10);
  return (
    <section class="timeline" aria-label={t("timeline.label")}>
      <div dir="ltr">
        <svg ref={box} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={t("timeline.told", { first: day(shown[0]!.period), last: day(shown.at(-1)!.period) })}
          onPointerDown={(event) => { event.currentTarget.setPointerCapture(event.pointerId); setDrag([at(event), at(event)]); }}
          onPointerMove={(event) => drag && setDrag([drag[0], at(event)])} onPointerUp={finish} onPointerCancel={() => setDrag(null)}>
          {drag && <rect class="brush" x={Math.min(...drag) * step} width={(Math.abs(drag[1] - drag[0]) + 1) * step} y="0" height={BASE} />}
          {shown.map((bar, index) => (
            <rect key={bar.period} class={inside(bar) ? "in" : "out"} x={index * step + 0.5} width={Math.max(step - 1, 0.8)} y={BASE - (bar.count / most) * (BASE - 4)} height={(bar.count / most) * (BASE - 4)}>
              <title>{`${day(bar.period)}: ${number(bar.count)}`}</title>
            </rect>
          ))}
          <line x1="0" x2={WIDTH} y1={BASE} y2={BASE} class="axis" />
        </svg>
        <div class="ticks" aria-hidden="true">{shown.map((bar, index) => index % every === 0 && <span key={bar.period} style={{ left: `${(100 * (index + 0.5)) / shown.length}%` }}>{bar.period}</span>)}</div>
      </div>
      <p class="dates">
        <DateField label={t("field.start")} value={start ?? ""} onSet={(iso) => setParams({ start: iso })} />
        <DateField label={t("field.end")} value={end ?? ""} onSet={(iso) => setParams({ end: iso })} />
        <span class="note">{t("timeline.undated", { n: number(data.undated) })} {t("timeline.how")}</span>
      </p>
    </section>
  );
}
