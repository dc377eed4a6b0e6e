// Words of the pages in four languages, one file each; the file of the language in use is loaded alone.
import { useEffect, useState } from "preact/hooks";

export const LANGUAGES = ["en", "ar", "fr", "es"] as const;
export type Language = (typeof LANGUAGES)[number];
export const NAMES: Record<Language, string> = { en: "English", ar: "العربية", fr: "Français", es: "Español" };

type Messages = { [key: string]: string | Messages };
const files: Record<Language, () => Promise<{ default: Messages }>> = {
  en: () => import("./i18n/en.json"),
  ar: () => import("./i18n/ar.json"),
  fr: () => import("./i18n/fr.json"),
  es: () => import("./i18n/es.json"),
};

let messages: Messages = {};
export let language: Language = "en";

export function wanted(): Language {
  const asked = [new URLSearchParams(location.search).get("lang"), ...navigator.languages].map((one) => one?.slice(0, 2));
  return LANGUAGES.find((one) => one === asked.find((name) => LANGUAGES.includes(name as Language))) ?? "en";
}

/** Load the words of the language that the address or the browser asks for. */
export function useMessages(): Language | null {
  const [ready, setReady] = useState<Language | null>(null);
  const asked = wanted();
  useEffect(() => {
    let current = true;
    files[asked]().then((file) => {
      if (!current) return;
      messages = file.default;
      language = asked;
      document.documentElement.lang = asked;
      document.documentElement.dir = asked === "ar" ? "rtl" : "ltr";
      setReady(asked);
    });
    return () => {
      current = false;
    };
  }, [asked]);
  return ready;
}

function find(key: string): string | null {
  let at: string | Messages | undefined = messages;
  for (const part of key.split(".")) at = typeof at === "object" ? at[part] : undefined;
  return typeof at === "string" ? at : null;
}

/** The words for a key, with values put in for {names}; the last part of an unknown key, so that nothing is lost. */
export function t(key: string, values: Record<string, string | number> = {}): string {
  const text = find(key) ?? key.slice(key.lastIndexOf(".") + 1).replaceAll("_", " ");
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
}
