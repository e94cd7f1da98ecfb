import { docOf } from "./derive.js";
import { layoutOf, listHeight } from "./layout.js";
import { lengthOfList } from "./motion.js";
import { withPlaceScroll } from "./navigate.js";
import { settle } from "./scroll.js";
import { isList, placeOf, type State } from "./state.js";

/** Scrolls that fit the lists and texts as they are now: after a resize, after loading. */
export const fitAll = (state: State): State => {
  const layout = layoutOf(state);
  const place = placeOf(state);
  const scrolls = isList(place) ? {
    ...state.scrolls,
    [place.screen]: settle(state.scrolls[place.screen], lengthOfList(state, place.screen), listHeight(layout)),
  } : state.scrolls;
  const next: State = {
    ...state, scrolls, ...(layout.second ? {} : { focus: state.focus === "preview" ? "list" : state.focus }),
    ...(layout.facets || state.focus !== "facets" ? {} : { focus: "list" }),
  };
  return isList(place) ? next : withPlaceScroll(next, settle(place.scroll, docOf(next).length, layout.main.rows));
};
