// Evidence of records as marks over a text: the colour tells the kind of value, the title says which.
import { t } from "../i18n";
import type { Claim, Evidence, Figure, Report } from "../types";
import type { Mark } from "./text";

const KIND: Record<string, string> = {
  date: "date", announced_on: "date", places: "place", country: "place", actors: "actor", groups: "group", partners: "place",
  counts: "count", trigger: "trigger", speaker: "speaker", value: "figure", period: "date",
};

export function fieldName(field: string): string {
  const [name = field, key] = field.split(".");
  return key ? `${t(`evidence.${name}`)}: ${t(`counts.${key}`)}` : t(`evidence.${name}`);
}

const kindOf = (field: string) => KIND[field.split(".")[0] ?? ""] ?? "detail";

export function reportMarks(report: Report, prefix = ""): Mark[] {
  return report.evidence.map((one) => mark(one, report.id, prefix));
}

const mark = (one: Evidence, id: string, prefix: string): Mark => ({ start: one.start, end: one.end, kind: kindOf(one.field), title: prefix + fieldName(one.field), id });

export function allMarks(records: { reports: Report[]; figures: Figure[]; claims: Claim[] }): Mark[] {
  return [
    ...records.claims.flatMap((claim) => claim.evidence.map((one) => ({ start: one.start, end: one.end, kind: "claim", title: t(`stance.${claim.stance}`), id: claim.id }))),
    ...records.reports.flatMap((report) => reportMarks(report, `${t(`type.${report.type}`)} · `)),
    ...records.figures.flatMap((figure) => figure.evidence.map((one) => ({ start: one.start, end: one.end, kind: one.field === "value" ? "figure" : kindOf(one.field), title: `${t("figure")} ${figure.as_written}`, id: figure.id }))),
  ];
}
