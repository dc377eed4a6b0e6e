import { useEffect, useRef, useState } from "preact/hooks";
import { number } from "../format";
import { t } from "../i18n";
import { baseMap, css, maplibregl, style, type Base, type GeoJSONSource } from "../map/base";
import type { LibraryMap } from "../map/library";
import { areaLabels, areas, dots } from "../map/points";
import type { MapPoint } from "../types";
import { setParams } from "../url";
import { dark } from "./theme";

const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

function addEvents(map: LibraryMap) {
  const empty = { type: "FeatureCollection" as const, features: [] };
  map.addSource("areas", { type: "geojson", data: empty });
  map.addSource("area-labels", { type: "geojson", data: empty, cluster: true, clusterRadius: 26, clusterMaxZoom: 9, clusterProperties: { sum: ["+", ["get", "n"]] } });
  map.addSource("dots", { type: "geojson", data: empty, cluster: true, clusterRadius: 42, clusterMaxZoom: 9, clusterProperties: { sum: ["+", ["get", "n"]] } });
  const n = ["coalesce", ["get", "sum"], ["get", "n"]];
  const paint = { "text-color": css("--dot-text") };
  const text = { "text-field": ["to-string", n], "text-font": ["Noto Naskh Arabic", "sans-serif"], "text-size": 12, "text-allow-overlap": true };
  map.addLayer({ id: "areas", type: "fill", source: "areas", paint: { "fill-color": css("--area"), "fill-opacity": 0.16 } });
  map.addLayer({ id: "area-edges", type: "line", source: "areas", paint: { "line-color": css("--area"), "line-width": 1.2, "line-dasharray": [2, 2] } });
  // At small scales an area is smaller than its number: a pale ring keeps it in sight.
  map.addLayer({ id: "area-rings", type: "circle", source: "area-labels", paint: { "circle-color": css("--area"), "circle-opacity": 0.18, "circle-stroke-color": css("--area"), "circle-stroke-width": 1.2, "circle-radius": ["interpolate", ["linear"], ["sqrt", n], 1, 9, 8, 15, 30, 24] } as never });
  map.addLayer({ id: "area-labels", type: "symbol", source: "area-labels", layout: { ...text, "text-size": 12 } as never, paint: { "text-color": css("--area-text"), "text-halo-color": css("--land"), "text-halo-width": 2 } });
  map.addLayer({ id: "dots", type: "circle", source: "dots", paint: { "circle-color": css("--dot"), "circle-opacity": 0.9, "circle-stroke-color": css("--land"), "circle-stroke-width": 1.5, "circle-radius": ["interpolate", ["linear"], ["sqrt", n], 1, 8, 8, 16, 30, 26, 100, 34] } as never });
  map.addLayer({ id: "dot-labels", type: "symbol", source: "dots", layout: text as never, paint });
}

function listen(map: LibraryMap) {
  for (const layer of ["dots", "areas", "area-rings"]) {
    map.on("mouseenter", layer, () => { map.getCanvas().style.cursor = "pointer"; });
    map.on("mouseleave", layer, () => { map.getCanvas().style.cursor = ""; });
  }
  map.on("click", (event) => {
    const hit = map.queryRenderedFeatures(event.point, { layers: ["dots", "area-rings", "areas"] })[0];
    if (!hit) return;
    if (hit.properties.cluster) {
      const center = (hit.geometry as unknown as { coordinates: [number, number] }).coordinates;
      const source = map.getSource(hit.layer.id === "dots" ? "dots" : "area-labels") as GeoJSONSource;
      void source.getClusterExpansionZoom(Number(hit.properties.cluster_id)).then((zoom) => map.easeTo({ center, zoom: zoom + 0.3, animate: !still() }));
      return;
    }
    const [lon, lat] = hit.layer.id === "areas" ? [Number(hit.properties.lon), Number(hit.properties.lat)] : (hit.geometry as unknown as { coordinates: [number, number] }).coordinates;
    const near = 0.03;
    setParams({ bbox: [lon! - near, lat! - near, lon! + near, lat! + near].map((edge) => edge.toFixed(3)).join(",") });
  });
}

/** The box of all points, leaving single outliers aside, so that the first view shows where most happened. */
function fit(map: LibraryMap, points: MapPoint[]) {
  if (!points.length) return;
  const edge = (at: 0 | 1, share: number) => {
    const held = points.flatMap((one) => Array<number>(Math.min(one[3], 50)).fill(one[at])).sort((a, b) => a - b);
    return held[Math.round((held.length - 1) * share)]!;
  };
  const box: [number, number, number, number] = [edge(0, 0.06), edge(1, 0.06), edge(0, 0.94), edge(1, 0.94)];
  map.fitBounds(box, { padding: 40, maxZoom: 6, animate: false });
}

export function EventMap({ points, params }: { points: MapPoint[]; params: URLSearchParams }) {
  const holder = useRef<HTMLDivElement>(null);
  const held = useRef<{ map: LibraryMap; base: Base } | null>(null);
  const [ready, setReady] = useState(0);
  const [failed, setFailed] = useState(false);
  const [follow, setFollow] = useState(Boolean(params.get("bbox")));
  const following = useRef(follow);
  following.current = follow;

  useEffect(() => {
    let gone = false;
    let map: LibraryMap | null = null;
    void baseMap().then((base) => {
      if (gone || !holder.current) return;
      try {
        map = new maplibregl.Map({
          container: holder.current, style: style(base), center: [2, 28], zoom: 2.6, minZoom: 1, maxZoom: 9,
          attributionControl: false, dragRotate: false, pitchWithRotate: false, renderWorldCopies: true,
          locale: { "NavigationControl.ZoomIn": t("map.in"), "NavigationControl.ZoomOut": t("map.out"), "Map.Title": t("map.label") },
        });
      } catch {
        setFailed(true);
        return;
      }
      map.touchZoomRotate.disableRotation();
      map.addControl(new maplibregl.NavigationControl({ showCompass: false }), document.dir === "rtl" ? "top-left" : "top-right");
      const shown = map;
      map.on("idle", () => { if (holder.current && held.current) holder.current.dataset.drawn = "true"; });
      // Not "load": that waits until everything is drawn, and the events need not.
      map.once("style.load", () => {
        addEvents(shown);
        listen(shown);
        held.current = { map: shown, base };
        setReady((n) => n + 1);
      });
      map.on("moveend", (event) => {
        if (!following.current || !("originalEvent" in event)) return;
        const box = shown.getBounds();
        const edges = [Math.max(box.getWest(), -180), Math.max(box.getSouth(), -90), Math.min(box.getEast(), 180), Math.min(box.getNorth(), 90)];
        setParams({ bbox: edges.map((edge) => edge.toFixed(2)).join(",") }, true);
      });
    });
    const redraw = () => {
      const now = held.current;
      if (!now) return;
      now.map.setStyle(style(now.base), { diff: false });
      now.map.once("style.load", () => { addEvents(now.map); setReady((n) => n + 1); });
    };
    addEventListener("marsad-theme", redraw);
    const system = matchMedia("(prefers-color-scheme: dark)");
    system.addEventListener("change", redraw);
    return () => {
      gone = true;
      removeEventListener("marsad-theme", redraw);
      system.removeEventListener("change", redraw);
      map?.remove();
      held.current = null;
    };
  }, []);

  const first = useRef(true);
  useEffect(() => {
    const now = held.current;
    if (!now || !ready) return;
    (now.map.getSource("dots") as GeoJSONSource | undefined)?.setData(dots(points));
    (now.map.getSource("areas") as GeoJSONSource | undefined)?.setData(areas(points, now.base));
    (now.map.getSource("area-labels") as GeoJSONSource | undefined)?.setData(areaLabels(points));
    if (first.current && points.length) {
      first.current = false;
      const box = params.get("bbox")?.split(",").map(Number);
      if (box?.length === 4) now.map.fitBounds(box as [number, number, number, number], { padding: 30, maxZoom: 8, animate: false });
      else fit(now.map, points);
    }
  }, [points, ready]);

  const total = points.reduce((sum, one) => sum + one[3], 0);
  return (
    <figure class="map" data-dark={dark()}>
      {failed ? <p class="note">{t("map.failed")}</p> : <div ref={holder} class="map-box" dir="ltr" role="region" aria-label={t("map.told", { n: number(total) })} />}
      <figcaption>
        <label class="tick"><input type="checkbox" checked={follow} onChange={(event) => {
          setFollow(event.currentTarget.checked);
          const box = held.current?.map.getBounds();
          setParams({ bbox: event.currentTarget.checked && box ? [box.getWest(), box.getSouth(), box.getEast(), box.getNorth()].map((edge, at) => Math.max(at % 2 ? -90 : -180, Math.min(at % 2 ? 90 : 180, edge)).toFixed(2)).join(",") : null });
        }} /> {t("map.follow")}</label>
        <span class="note">{t("map.legend")} {t("map.credit")}</span>
      </figcaption>
    </figure>
  );
}
