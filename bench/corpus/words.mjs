/** The whole vocabulary of the corpus. It makes no sense, but it has the lengths of words in news. */

const split = (text) => text.trim().split(/\s+/);

export const NOUNS = split(`
  harbour council budget bridge teacher river market hospital engine ferry garden minister station pension
  forecast village railway orchard museum tunnel election report captain lantern warehouse committee drought
  festival library contract quarry factory union archive painter shelter verdict treaty airport bakery canal
  company court dentist editor farmer gallery highway inquiry journal kitchen lawyer mayor network officer
  parish quarter reactor senator theatre umpire valley window witness academy border cabinet deputy estate
  fountain glacier helmet island jury kettle lottery meadow notice opera pavement question rescue saddle
  tariff uniform volcano wharf yacht alliance barrier charter district embassy fishery granary horizon
  invoice junction keeper ledger monument nursery outpost pipeline quota refinery suburb terminal upgrade
  vineyard workshop aquifer ballot coastline dialect epidemic footpath greenhouse hearing insurer jetty`);

export const ADJECTIVES = split(`
  quiet northern public late broken early coastal disputed rural central former costly local rising empty
  eastern modest second narrow official shared upper retired stubborn regional hidden private wooden senior
  annual western crowded delayed modern open secret thin urban vacant young foreign gentle heavy idle joint
  large muddy new old partial rapid small temporary unpaid vast wet independent municipal southern seasonal`);

export const VERBS = split(`
  says finds leaves opens closes delays repairs questions defends rejects approves moves keeps loses wins
  builds sells cuts raises lowers visits warns asks promises admits denies joins quits plans halts reviews
  returns follows measures guards studies funds blocks clears counts drafts expects faces gathers hears`);

export const LINKS = split(`
  after before while because although since until when where as and but though despite against without
  near under over between during behind beyond inside along`);

export const FIRST_NAMES = split(`
  Ada Bram Cora Dilan Edda Farid Greta Hugo Ines Jonas Kiri Lars Mara Nils Oona Pavel Quint Rosa Sorn Tomas
  Una Viktor Wanda Xenia Yann Zora Anouk Basil Chea Dara Elio Fenna Goran Hana Ivo Jette Koen Leng Milo Nora
  Otto Petra Rune Silke Theo Ursa Vann Wim Yusuf Zita`);

export const LAST_NAMES = split(`
  Alder Brandt Castell Dorne Ekman Farrow Gale Hart Ibsen Jarvis Kessler Lund Marlow Nygaard Orwin Pell
  Quade Rask Sokha Thorn Ulmer Vale Wren Yates Zeller Ashdown Birch Calder Drury Elm Fenwick Grove Holm
  Innis Jansen Kemp Lark Mott Nash Oakes Pryor Quill Ridge Stone Tarn Usher Vetter Ward York Zane`);

export const PLACE_STARTS = split(`
  Harrow Elder Stone Mill Fen Ash Brack Cold Dun East Far Glen High Iron Kings Long Marsh North Old Pine
  Red Salt Thorn Upper West Wood Grey Fox Hazel Lime`);

export const PLACE_ENDS = split(`
  ford bridge wick haven mouth bury dale field gate ham hurst ley minster ness port stead thorpe ton vale
  water well worth`);
