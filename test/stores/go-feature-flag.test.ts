import { goFeatureFlagStore } from "../../scripts/stores/go-feature-flag.ts";
import { storeConformance } from "../conformance/store.ts";
import { textInMemory } from "./text-in-memory.ts";

const bench = (text: string | null) => () => {
  const file = textInMemory(text);
  return {
    store: goFeatureFlagStore(file),
    contents: () => file.text,
    spoil: () => {
      file.text = file.text!.slice(0, -20);
    },
  };
};

storeConformance("GO Feature Flag, no file yet", bench(null));
storeConformance("GO Feature Flag, on one line", bench("{}"));
