export { didYouMean, nearest } from "../flag/nearest.ts";
