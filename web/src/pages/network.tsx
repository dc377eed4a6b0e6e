import { useData } from "../api";
import { country, label, number } from "../format";
import { t } from "../i18n";
import { EventCard } from "../parts/event";
import { Chosen, filterQuery } from "../parts/filters";
import { Waiting } from "../parts/state";
import { Own } from "../parts/text";
import type { EventView, NetworkView } from "../types";
import { setParams } from "../url";

const SIZE = 640;
const MIDDLE = SIZE / 2;
const RADIUS = 165;
const SHOWN = 28;

export default function Network({ params }: { params: URLSearchParams }) {
  const of = params.get("of") === "actor" ? "actor" : "country";
  const loaded = useData<NetworkView>("network", filterQuery(params, { of }));
  const view = loaded.data;
  const name = (id: string) => (view?.of === "actor" ? label(id, view.labels) : country(id));
  const chosen = view?.edges.find((one) => `${one.a}|${one.b}` === params.get("edge"));
  const choose = (a: string, b: string) => setParams({ edge: params.get("edge") === `${a}|${b}` ? null : `${a}|${b}` });
  return (
    <div class="page">
      <h1>{t("nav.network")}</h1>
      <p class="note">{t("network.note")}</p>
      <p class="row"><label>{t("network.of")} <select value={of} onChange={(event) => setParams({ of: event.currentTarget.value, edge: null })}><option value="country">{t("network.countries")}</option><option value="actor">{t("network.agencies")}</option></select></label></p>
      <Chosen params={params} labels={view?.labels ?? {}} />
      <Waiting of={loaded} />
      {view && !view.edges.length && <p class="note">{t("network.none")}</p>}
      {view && view.edges.length > 0 && (
        <div class="side wide">
          <Circle view={view} name={name} chosen={params.get("edge")} onChoose={choose} />
          <section>
            <h2>{t("network.edges")} ({number(view.edges.length)})</h2>
            <ul class="edges">{view.edges.map((one) => (
              <li key={one.a + one.b}><button type="button" aria-pressed={one === chosen} onClick={() => choose(one.a, one.b)}><Own>{name(one.a)}</Own> – <Own>{name(one.b)}</Own> <span class="n">{number(one.events)}</span></button></li>
            ))}</ul>
            {view.left_out > 0 && <p class="note">{t("network.left_out", { n: number(view.left_out) })}</p>}
          </section>
        </div>
      )}
      {chosen && (
        <section aria-live="polite">
          <h2><Own>{name(chosen.a)}</Own> – <Own>{name(chosen.b)}</Own></h2>
          <ul class="cards">{chosen.ids.map((id) => <li key={id}><Edge id={id} /></li>)}</ul>
        </section>
      )}
    </div>
  );
}

function Edge({ id }: { id: string }) {
  const loaded = useData<EventView>(`events/${id}`);
  return loaded.data ? <EventCard event={loaded.data.event} labels={loaded.data.labels} /> : <Waiting of={loaded} />;
}

type Drawn = { view: NetworkView; name: (id: string) => string; chosen: string | null; onChoose: (a: string, b: string) => void };

/** Those with most joint events in a circle; the width of a line tells how many events two share. */
function Circle({ view, name, chosen, onChoose }: Drawn) {
  const nodes = view.nodes.slice(0, SHOWN);
  const place = new Map(nodes.map((one, at) => {
    const angle = (at / nodes.length) * 2 * Math.PI - Math.PI / 2;
    return [one.id, { x: MIDDLE + RADIUS * Math.cos(angle), y: MIDDLE + RADIUS * Math.sin(angle), angle }] as const;
  }));
  const most = Math.max(...view.edges.map((one) => one.events));
  return (
    <div dir="ltr" class="circle">
      <svg viewBox={`0 0 ${SIZE} ${SIZE}`} role="img" aria-label={t("network.told", { n: number(view.edges.length) })}>
        {view.edges.filter((one) => place.has(one.a) && place.has(one.b)).map((one) => {
          const [a, b] = [place.get(one.a)!, place.get(one.b)!];
          return (
            <path key={one.a + one.b} class={chosen === `${one.a}|${one.b}` ? "edge chosen" : "edge"} d={`M${a.x},${a.y}Q${MIDDLE},${MIDDLE} ${b.x},${b.y}`} stroke-width={1.2 + (7 * one.events) / most} onClick={() => onChoose(one.a, one.b)}>
              <title>{`${name(one.a)} – ${name(one.b)}: ${one.events}`}</title>
            </path>
          );
        })}
        {nodes.map((one) => {
          const at = place.get(one.id)!;
          const left = Math.cos(at.angle) < -0.01;
          const turn = (at.angle * 180) / Math.PI;
          const text = name(one.id);
          return (
            <g key={one.id} transform={`translate(${at.x},${at.y})`}>
              <circle r={4 + Math.sqrt(one.events)} />
              <text transform={`rotate(${left ? turn + 180 : turn}) translate(${left ? -14 : 14},4)`} text-anchor={left ? "end" : "start"} direction={/[\u0600-\u06ff]/.test(text) ? "ltr" : undefined}>{text.length > 20 ? `${text.slice(0, 19)}…` : text}</text>
            </g>
          );
        })}
      </svg>
    </div>
  );
}
