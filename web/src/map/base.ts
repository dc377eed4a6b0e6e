// The base map: Natural Earth, drawn from files of this server alone. No tiles, no glyphs, no requests elsewhere.
import maplibregl, { type GeoJSONSource, type StyleSpecification } from "./library";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import type { Feature, FeatureCollection, LineString, Point } from "geojson";
import { country } from "../format";
import { language } from "../i18n";
import disputed from "./disputed.json";

type Shape = { code: string; name: string };
type World = Topology<{ countries: GeometryCollection<Shape> }>;
type Units = { scale: number; lines: number[][] };
type Named = { states: [number, number, string][]; units: [number, number, string, string, Record<string, string>][] };

export type Base = {
  countries: FeatureCollection; borders: FeatureCollection; units: FeatureCollection; states: FeatureCollection; unitNames: FeatureCollection;
};

type Ring = [number, number][];

/** A ring that crosses the 180th meridian goes on beyond it, so that no edge runs back across the whole map. */
function unwrapped(ring: Ring): Ring {
  let turn = 0;
  return ring.map(([x, y], at) => {
    const step = at ? x - ring[at - 1]![0] : 0;
    if (Math.abs(step) > 180) turn -= 360 * Math.sign(step);
    return [x + turn, y];
  });
}

function unwrapRings(one: Feature): void {
  const geometry = one.geometry as unknown as { type: string; coordinates: Ring[] | Ring[][] };
  if (geometry.type === "Polygon") geometry.coordinates = (geometry.coordinates as Ring[]).map(unwrapped);
  else if (geometry.type === "MultiPolygon") geometry.coordinates = (geometry.coordinates as Ring[][]).map((rings) => rings.map(unwrapped));
}

// Natural Earth draws the part of Western Sahara that Morocco administers as Morocco. The territory's northern border
// is the parallel of 27°40′ N (Franco-Spanish convention of 1912), so what lies south of it is set apart here.
const PARALLEL = 27 + 40 / 60;

function south(ring: Ring): Ring {
  const kept: Ring = [];
  ring.forEach(([x, y], at) => {
    const [x0, y0] = ring[(at + ring.length - 1) % ring.length]!;
    if (y < PARALLEL !== y0 < PARALLEL) kept.push([x0 + ((PARALLEL - y0) / (y - y0)) * (x - x0), PARALLEL]);
    if (y < PARALLEL) kept.push([x, y]);
  });
  return kept.length ? [...kept, kept[0]!] : kept;
}

function administered(countries: FeatureCollection): { area: Feature; edge: Feature } | null {
  const morocco = countries.features.find((one) => one.properties?.code === "MA");
  if (!morocco) return null;
  const { type, coordinates } = morocco.geometry as unknown as { type: string; coordinates: Ring[] | Ring[][] };
  const outer = (type === "Polygon" ? [(coordinates as Ring[])[0]!] : (coordinates as Ring[][]).map((one) => one[0]!)).map(south).filter((ring) => ring.length > 3);
  const edge = outer.flat().filter(([, y]) => y === PARALLEL).sort((a, b) => a[0] - b[0]);
  if (!outer.length || edge.length < 2) return null;
  return {
    area: { type: "Feature", geometry: { type: "MultiPolygon", coordinates: outer.map((ring) => [ring]) }, properties: { code: "EH", name: "W. Sahara", disputed: true } },
    edge: { type: "Feature", geometry: { type: "LineString", coordinates: [edge[0]!, edge.at(-1)!] }, properties: { open: true } },
  };
}

const load = async <T>(name: string): Promise<T> => (await fetch(`/map/${name}.json`)).json() as Promise<T>;
const isDisputed = (shape: Shape) => (disputed.territories as string[]).includes(shape.name);

let known: Promise<Base> | null = null;
let knownLanguage = "";

/** Shapes and names; loaded once, named anew for another language. */
export function baseMap(): Promise<Base> {
  if (!known || knownLanguage !== language) {
    knownLanguage = language;
    known = Promise.all([load<World>("countries"), load<Units>("admin1"), load<Named>("labels")]).then(([world, units, names]) => {
      const object = world.objects.countries;
      const countries = feature(world, object) as FeatureCollection;
      countries.features = countries.features.filter((one) => one.properties?.name !== "Antarctica");
      countries.features.forEach(unwrapRings);
      for (const one of countries.features) one.properties = { ...one.properties, disputed: isDisputed(one.properties as Shape) };
      const open = disputed.codes.includes("EH") ? administered(countries) : null;
      if (open) countries.features.push(open.area);
      const kind = (test: (a: Shape, b: Shape) => boolean) =>
        mesh(world, object as never, (a: unknown, b: unknown) => a !== b && test((a as { properties: Shape }).properties, (b as { properties: Shape }).properties));
      const either = (a: Shape, b: Shape) => isDisputed(a) || isDisputed(b);
      const line = (geometry: unknown, open: boolean) => ({ type: "Feature", geometry, properties: { open } }) as Feature;
      const borders = { type: "FeatureCollection", features: [line(kind((a, b) => !either(a, b)), false), line(kind(either), true), ...(open ? [open.edge] : [])] } as FeatureCollection;
      return { countries, borders, units: unitLines(units), states: stateNames(names), unitNames: unitNames(names) };
    });
  }
  return known;
}

function unitLines({ scale, lines }: Units): FeatureCollection {
  const features = lines.map((flat): Feature<LineString> => {
    let [x = 0, y = 0] = flat;
    const coordinates = [[x / scale, y / scale]];
    for (let at = 2; at < flat.length; at += 2) {
      x += flat[at] ?? 0;
      y += flat[at + 1] ?? 0;
      coordinates.push([x / scale, y / scale]);
    }
    return { type: "Feature", geometry: { type: "LineString", coordinates }, properties: {} };
  });
  return { type: "FeatureCollection", features };
}

const point = (lon: number, lat: number, properties: object): Feature<Point> => ({ type: "Feature", geometry: { type: "Point", coordinates: [lon, lat] }, properties });

function stateNames({ states }: Named): FeatureCollection {
  return { type: "FeatureCollection", features: states.map(([lon, lat, code]) => point(lon, lat, { code, name: country(code), disputed: disputed.codes.includes(code) })) };
}

function unitNames({ units }: Named): FeatureCollection {
  return { type: "FeatureCollection", features: units.map(([lon, lat, , name, names]) => point(lon, lat, { name: names[language] ?? name })) };
}

const css = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

export function style(base: Base): StyleSpecification {
  const font = ["Noto Naskh Arabic", "sans-serif"];
  const source = (data: FeatureCollection) => ({ type: "geojson" as const, data, tolerance: 0.3 });
  return {
    version: 8,
    sources: { countries: source(base.countries), borders: source(base.borders), units: source(base.units), states: source(base.states), unitNames: source(base.unitNames) },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": css("--sea") } },
      { id: "land", type: "fill", source: "countries", paint: { "fill-color": ["case", ["get", "disputed"], css("--disputed"), css("--land")] as never } },
      { id: "units", type: "line", source: "units", minzoom: 3.5, paint: { "line-color": css("--unit-border"), "line-width": 0.7 } },
      { id: "borders", type: "line", source: "borders", filter: ["!", ["get", "open"]] as never, paint: { "line-color": css("--border"), "line-width": 1.1 } },
      { id: "open-borders", type: "line", source: "borders", filter: ["get", "open"] as never, paint: { "line-color": css("--border"), "line-width": 1.1, "line-dasharray": [3, 3] } },
      { id: "unit-names", type: "symbol", source: "unitNames", minzoom: 5, layout: { "text-field": ["get", "name"], "text-font": font, "text-size": 11, "text-max-width": 7, "text-padding": 6 }, paint: { "text-color": css("--map-quiet"), "text-halo-color": css("--land"), "text-halo-width": 1.2 } },
      { id: "state-names", type: "symbol", source: "states", layout: { "text-field": ["get", "name"], "text-font": font, "text-size": ["interpolate", ["linear"], ["zoom"], 1, 9, 3, 11, 6, 15] as never, "text-max-width": 7, "text-padding": 4 }, paint: { "text-color": css("--map-text"), "text-halo-color": css("--land"), "text-halo-width": 1.4 } },
    ],
  } as StyleSpecification;
}

export { css, maplibregl, type GeoJSONSource };
