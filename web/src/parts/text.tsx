// Text of documents: always as text, never as markup, each in its own language and direction.
import type { ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";

export type Mark = { start: number; end: number; kind: string; title: string; id?: string };

/** Words of a document inside the interface, kept apart so that their direction changes nothing around them. */
export function Own({ children, lang, class: name }: { children: ComponentChildren; lang?: string | undefined; class?: string }) {
  return <bdi class={name} lang={lang} dir="auto">{children}</bdi>;
}

type Piece = { text: string; marks: Mark[]; start: number };

/** Cut a text at the ends of its marks. Offsets are code points, as everywhere in Marsad, not UTF-16 units. */
export function pieces(text: string, marks: Mark[], offset = 0): Piece[] {
  const points = Array.from(text);
  const held = marks.filter((mark) => mark.start >= offset && mark.end <= offset + points.length && mark.start < mark.end);
  const cuts = new Set([0, points.length]);
  for (const mark of held) cuts.add(mark.start - offset).add(mark.end - offset);
  const ends = [...cuts].sort((a, b) => a - b);
  return ends.slice(1).map((end, at) => {
    const start = ends[at] ?? 0;
    const over = held.filter((mark) => mark.start - offset <= start && mark.end - offset >= end);
    return { text: points.slice(start, end).join(""), marks: over, start: start + offset };
  });
}

type Props = {
  text: string; lang: string; marks: Mark[]; offset?: number; chosen?: string | null; onChoose?: (mark: Mark) => void; class?: string;
  /** The name of a text that scrolls in a box of its own, and so must be reached by the keyboard. */
  scrolls?: string;
};

/** A text with its evidence highlighted; what each colour states stands in the title and beside the text. */
export function Highlighted({ text, lang, marks, offset = 0, chosen, onChoose, class: name = "", scrolls }: Props) {
  const cut = useMemo(() => pieces(text, marks, offset), [text, marks, offset]);
  return (
    <div class={`source ${name}`} lang={lang === "other" ? undefined : lang} dir="auto" {...(scrolls ? { tabIndex: 0, role: "group", "aria-label": scrolls } : {})}>
      {cut.map((piece) => {
        const mark = piece.marks[piece.marks.length - 1];
        if (!mark) return piece.text;
        const on = chosen != null && piece.marks.some((one) => one.id === chosen);
        return (
          <mark key={piece.start} class={`m-${mark.kind}${on ? " chosen" : ""}`} title={piece.marks.map((one) => one.title).join(" · ")}
            data-id={mark.id} onClick={onChoose && (() => onChoose(mark))}>{piece.text}</mark>
        );
      })}
    </div>
  );
}
