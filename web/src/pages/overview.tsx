import { useEffect, useState } from "preact/hooks";
import { get, useData } from "../api";
import { number } from "../format";
import { t } from "../i18n";
import { EventCard } from "../parts/event";
import { Chosen, Facets, filterQuery, SearchBox } from "../parts/filters";
import { EventMap } from "../parts/map";
import { Waiting } from "../parts/state";
import { Timeline } from "../parts/timeline";
import { Downloads } from "../parts/downloads";
import type { EventPage, Summary } from "../types";

export default function Overview({ params }: { params: URLSearchParams }) {
  const query = filterQuery(params);
  const summary = useData<Summary>("events/summary", query);
  const labels = summary.data?.labels ?? {};
  return (
    <div class="overview">
      <h1 class="hidden">{t("nav.overview")}</h1>
      <aside aria-label={t("filter.label")}>
        <SearchBox params={params} />
        <details class="filters" open={innerWidth > 900}>
          <summary>{t("filter.label")}</summary>
          <Facets params={params} summary={summary.data} />
        </details>
      </aside>
      <div class="views">
        <p class="total" role="status"><b>{number(summary.data?.total ?? 0)}</b> {t("overview.events")}</p>
        <Chosen params={params} labels={labels} />
        <EventMap points={summary.data?.points ?? []} params={params} />
        {summary.data && <Timeline data={summary.data.timeline} params={params} />}
        <Waiting of={summary} />
      </div>
      <section class="results" aria-label={t("overview.list")}>
        <h2>{t("overview.list")} <Downloads path="events" query={query} /></h2>
        <EventList query={query} />
      </section>
    </div>
  );
}

function EventList({ query }: { query: string }) {
  const first = useData<EventPage>("events", `${query}${query ? "&" : ""}limit=30`);
  const [more, setMore] = useState<EventPage[]>([]);
  useEffect(() => setMore([]), [first.data]);
  const last = more.at(-1) ?? first.data;
  const load = async () => {
    const after = new URLSearchParams(query);
    after.set("limit", "30");
    after.set("after", last?.next ?? "");
    setMore([...more, await get<EventPage>("events", after.toString())]);
  };
  const pages = [first.data, ...more];
  const items = pages.flatMap((page) => page?.items ?? []);
  const labels = Object.assign({}, ...pages.map((page) => page?.labels));
  return (
    <>
      <Waiting of={first} />
      <ul class="cards">{items.map((event) => <li key={event.id}><EventCard event={event} labels={labels} /></li>)}</ul>
      {first.data && !items.length && <p class="note">{t("overview.none")}</p>}
      {last?.next && <button type="button" onClick={() => void load()}>{t("more")}</button>}
    </>
  );
}
