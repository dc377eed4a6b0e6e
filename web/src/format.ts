// Dates, numbers and names by the language of the pages.
import { language, t } from "./i18n";
import type { Count, DateValue, Labels, MergedEvent, Place, Report } from "./types";

// Western digits in Arabic too: the press of the Maghreb writes them, and offsets and quotes stay comparable.
const locale = () => (language === "ar" ? "ar-MA-u-nu-latn" : language);

export const number = (value: number, digits = 0) =>
  new Intl.NumberFormat(locale(), { maximumFractionDigits: digits }).format(value);

/** An ISO prefix at its own precision: a year stays a year. */
export function day(iso: string | null | undefined): string {
  if (!iso) return t("date.unknown");
  const [year = 0, month = 1, date = 1] = iso.slice(0, 10).split("-").map(Number);
  if (iso.length === 4) return String(year);
  const options: Intl.DateTimeFormatOptions = { year: "numeric", month: "long", timeZone: "UTC" };
  if (iso.length >= 10) options.day = "numeric";
  return new Intl.DateTimeFormat(locale(), options).format(new Date(Date.UTC(year, month - 1, date)));
}

export function when(date: DateValue): string {
  if (!date.start) return t("date.unknown");
  return !date.end || date.end === date.start ? day(date.start) : `${day(date.start)} – ${day(date.end)}`;
}

export const moment = (iso: string) =>
  new Intl.DateTimeFormat(locale(), { dateStyle: "medium", timeStyle: "short" }).format(new Date(iso));

export function country(code: string | null | undefined): string {
  if (!code) return t("place.unknown");
  try {
    return new Intl.DisplayNames([locale()], { type: "region" }).of(code) ?? code;
  } catch {
    return code;
  }
}

export function languageName(code: string): string {
  if (code === "other") return t("language.other");
  return new Intl.DisplayNames([locale()], { type: "language" }).of(code) ?? code;
}

/** What a body is called in the language of the pages; else its id spelled out. */
export function label(id: string, labels: Labels, name?: string): string {
  const known = labels[id];
  return known?.[language] ?? name ?? known?.name ?? id.replaceAll("-", " ");
}

const SIGN: Record<string, string> = { at_least: "≥ ", at_most: "≤ ", about: "≈ " };

export function count(value: Omit<Count, "best"> & { best?: number; value?: number }): string {
  const best = (SIGN[value.qualifier] ?? "") + number(value.best ?? value.value ?? 0, 1);
  return value.low === value.high ? best : `${best} (${number(value.low, 1)}–${number(value.high, 1)})`;
}

/** What a place is called in the language of the pages; else its name in the gazetteer, else in the text. */
export function placeName(place: Pick<Place, "name" | "country">, labels: Labels): string {
  return labels[`place:${place.country}:${place.name}`]?.[language] ?? place.name;
}

/** Where an event happened, a town of another country with the name of that country. */
export function placeNames({ places, country: main }: MergedEvent | Report, labels: Labels): string[] {
  const held = places.filter((place) => place.role === "happened" && place.precision !== "country" && place.name !== place.country);
  const here = held.filter((place) => !main || !place.country || place.country === main).map((place) => placeName(place, labels));
  const there = held.filter((place) => main && place.country && place.country !== main).map((place) => `${placeName(place, labels)} (${country(place.country)})`);
  return [...new Set([...here, ...there])];
}

/** A value of a field as people write it: a code as the name it stands for. */
export function fieldValue(field: string, value: string): string {
  if (field === "country" || field === "partners") return country(value);
  if (field === "date" || field === "announced_on") return /^\d{4}/.test(value) ? day(value) : value;
  if (["type", "subtype", "stage"].includes(field)) return t(`${field}.${value}`);
  return field === "legal_stage" ? t(`legal.${value}`) : value;
}

/** ISO dates and signed numbers kept left to right inside a sentence, which Arabic would turn around. */
export const steady = (text: string) => text.replace(/\d{4}-\d{2}(-\d{2})?|[-+−]\d[\d.,]*( ?%)?/g, "\u2066$&\u2069");
