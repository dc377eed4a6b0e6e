// The public records as the API gives them (docs/records.md, docs/api.md).
export type Evidence = { field: string; start: number; end: number; quote: string };
export type DateValue = { start: string | null; end: string | null; precision: string; basis: string | null };
export type Place = {
  name: string; mention: string; country: string | null; admin1: string | null;
  lat: number | null; lon: number | null; precision: string; role: string;
};
export type Actor = { id: string; name: string; kind: string; country: string | null };
export type Group = { id: string; name: string };
export type Count = { best: number; low: number; high: number; qualifier: string; rivals?: number[] };
export type OwnedCount = Count & {
  report_id: string; document_id: string; origin: string; source: string | null; speaker: string | null;
  published: string | null;
};
export type EventCount = Count & { values: OwnedCount[] };

type EventBase = {
  id: string; type: string; subtype: string | null; stage: string; legal_stage: string | null; foiled_plot: boolean;
  date: DateValue; announced_on: string | null; country: string | null; places: Place[]; actors: Actor[];
  groups: Group[]; partners: string[]; targets: string[]; weapons: string[]; seized: string[]; confidence: number;
};
export type Report = EventBase & {
  document_id: string; primary: boolean; counts: Record<string, Count>; speaker: string | null;
  speaker_kind: string | null; stance: string; evidence: Evidence[]; explain: string[];
};
export type MergedEvent = EventBase & {
  counts: Record<string, EventCount>; languages: string[]; sources: string[]; reports: string[]; documents: string[];
  n_origins: number; outcome_known: boolean | null;
  links: { kind: string; event_id: string; why: string }[];
  disagreements: { field: string; values: [string, string[]][] }[];
};
export type Labels = Record<string, Record<string, string>>;
export type EventPage = { items: MergedEvent[]; total: number; next: string | null; labels: Labels };
export type Timeline = { months: [string, number][]; years: [string, number][]; undated: number };
export type MapPoint = [lon: number, lat: number, precision: string, count: number, id: string];
export type Summary = {
  total: number; facets: Record<string, { value: string; count: number }[]>; timeline: Timeline; points: MapPoint[];
  labels: Labels;
};
export type DocumentInfo = {
  id: string; title: string | null; language: string; source: string | null; url: string | null; kind: string;
  published: { value: string | null; basis: string }; length: number;
};
export type ReportView = { report: Report; document: DocumentInfo; passage: { start: number; text: string } };
export type Pairing = {
  a: string; b: string; weight: number | null; threshold: number;
  fields: { field: string; level: string; bits: number | null }[];
};
export type Judgement = {
  id: string; a: string; b: string; verdict: string; who: string; when: string; why: string | null;
  withdrawn_at: string | null;
};
export type Correction = {
  id: string; record_id: string; field: string; value: unknown; who: string; when: string; why: string;
  withdrawn_at: string | null;
};
export type Decision = { n: number; at: string; who: string; kind: string; subject: string; detail: Record<string, unknown> };
export type EventView = {
  event: MergedEvent; reports: ReportView[]; why: Pairing[]; linked: MergedEvent[]; judgements: Judgement[];
  corrections: Correction[]; decisions: Decision[]; labels: Labels;
};
export type DocumentHit = {
  id: string; title: string | null; language: string; source: string | null; published: string | null;
  url: string | null; kind: string; origin: string; snippet: string; start: number; spans: [number, number][];
};
export type Figure = {
  id: string; document_id: string; value: number; low: number; high: number; qualifier: string; as_written: string;
  unit: string; action: string; agency: string | null; group: string | null; country: string | null;
  period: { start: string | null; end: string | null; start_basis: string | null; end_basis: string | null };
  relation: string | null; speaker: string | null; evidence: Evidence[];
};
export type Claim = {
  id: string; document_id: string; stance: string; speaker: string | null; about: string; direction: string | null;
  evidence: Evidence[];
};
export type Finding = {
  id: string; document_id: string; kind: string; verdict: string; difference: number | null; explanations: string[];
  sentences: Record<string, string>; compared: string[]; evidence: Evidence[]; details: Record<string, unknown>;
};
export type Omission = { stage: string; document_id: string | null; reason: string; what: string };
export type FullDocument = {
  id: string; title: string | null; language: string; text: string; url: string | null; source: string | null;
  kind: string; published: { value: string | null; basis: string };
};
export type DocumentView = {
  document: FullDocument; reports: Report[]; figures: Figure[]; claims: Claim[]; findings: Finding[];
  omissions: Omission[]; events: Record<string, string>; copies: string[]; labels: Labels;
};
export type ReadingView = Omit<DocumentView, "document" | "reports" | "events" | "copies"> & {
  document: FullDocument | null; events: Report[];
};
export type LedgerEntry = {
  figure_id: string; document_id: string; origin: string; language: string; source: string | null;
  published: string | null; agency: string | null; speaker: string | null; value: number; low: number; high: number;
  qualifier: string; action: string; group: string | null; start: string | null; until: string | null;
  ended_by: string | null; relation: string | null; whole: number | null; as_written: string; evidence: Evidence;
  conflicts: string[];
};
export type SeriesYear = { year: number; value: number; basis: string; chosen_by: string; origins: number; rivals: number[] };
export type LedgerView = {
  ledger: { unit: string; country: string; action: string | null; entries: LedgerEntry[]; series: SeriesYear[] };
  findings: Finding[];
  documented: { year: number; events: number; value: number }[];
};
export type Quantity = { unit: string; country: string; action: string; count: number };
export type TrendsView = {
  by: string;
  periods: { period: string; exposure: number; documents: number; sources: number; gap: boolean }[];
  lines: { value: string; undated: number; rates: { period: string; events: number; rate: number | null; low: number | null; high: number | null }[] }[];
  labels: Labels;
};
export type NetworkView = {
  of: string; nodes: { id: string; events: number }[]; edges: { a: string; b: string; events: number; ids: string[] }[];
  left_out: number; labels: Labels;
};
export type ReviewItem = {
  kind: "report" | "pair"; subject: string; reasons: string[]; reports: ReportView[]; pairing: Pairing | null;
};
export type About = {
  version: string; counts: Record<string, number>;
  sources: { source: string; documents: number; copies: number; languages: string[]; first: string | null; last: string | null }[];
  omissions: Record<string, number>; writable: boolean; token_right: boolean; masked: boolean; coarse: boolean; max_text: number;
};
