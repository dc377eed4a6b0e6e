// Events on the map: towns as clusters of dots, areas as areas.
import type { Feature, FeatureCollection, Polygon } from "geojson";
import type { MapPoint } from "../types";
import type { Base } from "./base";

// What is known no closer than a unit is drawn as wide as such units usually are, in kilometres.
const RADIUS: Record<string, number> = { admin2: 20, admin1: 50, region: 90, country: 200, unknown: 20 };

export function dots(points: MapPoint[]): FeatureCollection {
  const features = points.filter((one) => one[2] === "place").map(([lon, lat, , n, id]) => spot(lon, lat, { n, id }));
  return { type: "FeatureCollection", features };
}

const spot = (lon: number, lat: number, properties: object): Feature => ({ type: "Feature", geometry: { type: "Point", coordinates: [lon, lat] }, properties });

/** Areas: the state's shape for a country, a disc for smaller units of which only a point is known. */
export function areas(points: MapPoint[], base: Base): FeatureCollection {
  const wide = points.filter((one) => one[2] !== "place");
  const features = wide.map(([lon, lat, precision, n, id]) => {
    const code = precision === "country" ? nearestState(lon, lat, base) : null;
    const state = code && base.countries.features.find((one) => one.properties?.code === code);
    const geometry = state ? state.geometry : disc(lon, lat, RADIUS[precision] ?? 20);
    return { type: "Feature", geometry, properties: { n, id, lon, lat, precision } } as Feature;
  });
  return { type: "FeatureCollection", features: features.sort((a, b) => size(b) - size(a)) };
}

export function areaLabels(points: MapPoint[]): FeatureCollection {
  return { type: "FeatureCollection", features: points.filter((one) => one[2] !== "place").map(([lon, lat, precision, n, id]) => spot(lon, lat, { n, id, precision })) };
}

const size = (one: Feature) => RADIUS[String(one.properties?.precision)] ?? 0;

function nearestState(lon: number, lat: number, base: Base): string | null {
  let best: [number, string | null] = [3, null];
  for (const one of base.states.features) {
    const [x = 0, y = 0] = (one.geometry as { coordinates: number[] }).coordinates;
    const away = Math.hypot(x - lon, y - lat);
    if (away < best[0]) best = [away, String(one.properties?.code)];
  }
  return best[1];
}

function disc(lon: number, lat: number, kilometres: number): Polygon {
  const ring = Array.from({ length: 49 }, (_, at) => {
    const angle = (at / 48) * 2 * Math.PI;
    const dy = kilometres / 111.2;
    return [lon + (dy / Math.max(Math.cos((lat * Math.PI) / 180), 0.1)) * Math.cos(angle), lat + dy * Math.sin(angle)];
  });
  return { type: "Polygon", coordinates: [ring] };
}
