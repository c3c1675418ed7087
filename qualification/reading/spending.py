"""What speaks of money to spend, before and after an amount, and what of other money."""

from __future__ import annotations

import re
from typing import Literal

from qualification.reading.quantities import TAIL

_WILLING = (
    r"(?:(?:can|could|would|might|will|may|wo|ca)(?: not|not|n't|nt)?|'d|'ll|gonna|to|happily|only|rather|be|able to|willing to"
    r"|happy to|ready to|prepared to|want to|like to|afford to|going to)"
)
_SPENDING = (
    r"\b(?:can't|can not|cannot|must|mustn't|should|shouldn't|has to|have to|needs? to|would|could|may)(?: not)? cost\b|\b(?:doi\w+"
    r"|devrait|faut(?: pas)? que (?:ca|ce|cela|c'|le \w+)(?: (?:me|nous))?)(?: ne)?(?: pas)? cout\w+|\bbu(?:dget|gdet|djet|get|jet|dgt)\w*"
    r"|\benveloppe\b|\bprevu\w*|\bprevo\w+|\bmett(?:re|rais?|rait|rions|ra)\b|\binvesti\w*|\bdepens\w+|\bdebours\w+|\ballou\w+"
    r"|\bfourchette\b|\bdispos\w+"
    r"|\bconsacr\w+|\bde cote\b|\b(?:je|on|nous) vous propos\w+|\bvote\w*|\bvalid\w+|\bapprouv\w+|\baccord\w+|\bagreed\b|\bacte\w*"
    r"|\bplafon\w*|\bprovision\w*|\bdebloqu\w*|\bmobilis\w+|\baffect\w+|\bdepass\w*|\bpas plus (?:de|cher)\b"
    r"|\bmonter\b|\b(?:jusqu'a|aller a)\b"
    r"|\bon (?:n')?a(?:urait|vait|ura)?\b(?! leve)|\bj'(?:n')?a(?:i|vais|urais)\b(?! leve)|\bnous (?:n')?av(?:i)?ons\b(?! leve)"
    r"|\bpaier\w+|\bpayer(?:ai|ons|ions|ait|ont|ais)?\b|\bmis (?:de cote|dedans)?\b|\b(?:quelque chose|un truc|du) (?:a|pour|autour"
    r"|dans)\b"
    r"|\bspend\w*|\bset aside\b|\bput (?:aside|by|in|towards)\b|\b(?:we|i|they|you)? ?(?:'ve|have|has|had)\b|\bafford\b|\binvest\w*"
    r"|\ballocat\w+|\bearmark\w*|\bring-? ?fenced?\b|\bsign(?:ed)? off\b"
    r"|\bapproved\b|\ballowance\b|\bpot of\b|\bcap(?:ped)?\b|\bceiling\b|\bmax\w*|\bprice (?:range|point)\b|\bstretch\b"
    r"|\bgo (?:up )?to\b|\bcommit\b|\bfunds? (?:of|available)\b|\bup to\b|\bto play with\b"
    r"|\b(?:anything|something|around|solution) (?:under|below|for|around|about|at)\b"
    rf"|(?:\b|(?=')){_WILLING} (?:\w+ )?pay\b|\bpay(?:ing)? (?:up to|at most|a max\w*|no more)\b|\b(?:tu peux compter|comptez|on compte"
    rf"|compter)\b|\bon (?:partirait|part) sur\b|\bon est sur\b|\b(?:can|could|would|might) (?:do|go|manage|put|stretch|work)\b|\b(?:peut|peux"
    rf"|pouvons) (?:faire|aller|monter)\b|\blooking at\b|\bthinking\b"
)
_THEIRS = (
    r"\b(?:colleague|friend|collegue|amie?|voisine?|cousine?|someone|quelqu'un|copain|copine|confrere)\b[^.;!?]{0,20}\b(?:mentioned|said|told|parle|dit|evoque|pays?|paie)\b|\b(?:they|he|she)(?:'re| are|'s| is| were| was)? (?:at|want\w*|ask\w*|said|say|do it|charge\w*)\b|\b(?:ils|elles) (?:sont|font|vendent|veulent|voulaient|prennent)\b"
    r"|\bannonc\w+|\b(?:concurr\w+|rivals?|competit\w+)\b[^.;!?]{0,40}?\b(?:depens\w+|spends?|spending|paie\w*|pays?)\b|\brsa\b|\bsmic\b|\bchomage\b|\bon benefits\b|\bpension\b|\btouch(?:e|ons|ent|ait)\b|(?<!we )(?<!i )\bwanted\b|\brivals?\b|\bwe turn\b(?! to)"
)
"""Somebody else's price."""
_GIVEN = (
    r"\b(?:without|sans|as long as|tant que)\b[^.,;!?]{0,24}\b(?:cout\w+|costing|costs?)\b|\b(?:peut|peux|pouvons|pourr\w+) (?:pas|plus) (?:aller|monter|mettre|depenser)\b|\bbloqu\w+|\breserv(?:e|es|ons)\b|\bokayed\b|\bok'?d\b|\bcible\b|\btarget\w*|\bbudg\b|\b(?:rest\w+|tenir|limiter) a\b|\b(?:stay|keep it|keep to|remain) (?:at|to|within)\b|\b(?:a|ont|avait) (?:parle|evoque) (?:de|d'|un)\b|\bmentioned\b|\btalked (?:about|of)\b|\b(?:serions|serait|serais|sommes) sur\b|\b(?:we|i)(?:'d| would|'ll) be (?:at|around)\b|\b(?:tomber|descendre|redescendre|revenir) a\b|\b(?:get|bring|come|go) (?:it |that |things )?down to\b|\b(?:come|coming) in at\b|\bforeseen\b|\breleas(?:ed|es)\b|\bgranted\b|\b(?:gave|given|gives|giving|lets?) (?:me|us)\b|\bfree rein\b|(?<!quote )(?<!quote i )(?<!quote we )\bgot\b(?! (?:was|is|from|off|a quote))|\bligne de\b|\b(?:i'll|i'm|i am|i will) tell(?:ing)? you\b"
    r"|\bje (?:vous|te) (?:le )?(?:re)?dis\b|\bthis time\b|\bcette (?:fois|annee)\b|\b(?:amount|sum|figure) (?:is|of)\b|\ble montant (?:est|de)\b|\ballonge\w*|\bgenre\b|\brest(?:e|ons|er|era) sous\b"
)
"""Money that was granted, or that is named again."""
_OTHER_MONEY = (
    r"\b(?:association|asso|charity|entreprise|societe|commune|mairie|company|council|school|ecole|organi[sz]ation|department"
    r"|departement|service|ville|town) (?:a|has|had|avec|with) (?:un|an?) (?:\w+ )?budget\b"
    r"|\b(?:we|i) (?:currently |already )?spen[dt]\b|\b(?:on|je|nous) (?:depens(?:e|ons|ait)|(?:a|avons) depense)\b"
    r"|\bfacturee?s? (?=\d)|\bfacturee\b|\b(?:invoiced|billed)\b|\b(?:me|nous|lui|leur) doi\w+"
    r"|(?<!par )\b(?:notre|un|de|le|en|du|son|mon) c\.?a\.?(?![a-z])|\bca ?[:=]|(?<!par le )\bca (?:annuel|de|est|etait|20\d\d)\b"
    r"|\bchiffres? d.?affaires?\b|\brecettes\b|\bon (?:fait|realise|genere|gagne|degage|encaisse|facture|vend|brasse)\b|\bje (?:fais"
    r"|vends|facture|gagne)\b"
    r"|\bfactur(?:ons|e|ent|ions|ait)\b|\bvend(?:ons|s|ent|re|u|us|ait|ions)?\b|\blevee? de\b|\blev(?:e|er|es|ons)\b|\bgagne\w*|\bwon\b(?!')"
    r"|\bpropos\w+|\boffer(?:s|ed|ing)?\b|\bpren(?:d|ait|aient|nent)\b|\bdemand(?:ait|aient|e|ent)\b|\btook\b|\basked (?:us|me|for)\b"
    r"|\bprecedent\w*|\bprevious\w*|\banciens?\b|\bancienne\b|\bformer\b"
    r"|\bcapital\b|\bmasse salariale\b"
    r"|\bpanier moyen\b|\bon nous doit\b|\bnous doi(?:t|vent)\b|\bconcurr\w+|\b(?:on|je|nous|ils"
    r"|elle|il) (?:pay?[ei]s?|paie|paies|payons|paye|payait|payais|payaient|payions|paient)\b"
    r"|\bpa(?:ie|ye)nt\b|\btjm\b|\bdecouvert\b|\bprets?\b (?:de|bancaire)|\bcredit de\b|\boverdra(?:ft|wn)\b|\b(?:we|i) take\b|\btakings\b|\bcommissions?\b|\bbonus\w*|\b(?:customers?|clients?|members?|shoppers?|visitors?|patients?|adherents?|membres?|visiteurs?) (?:\w+ )?(?:spends?|pays?|depens\w+|pai\w+|laiss\w+|achet\w+)\b|\bloan\b|\bvol(?:e|es)\b"
    r"|\bstole\w*|\blost\b|\b(?:day|daily|hourly) rate\b|\bcout\w+|\bpaye actuellement\b|\bvotre (?:prix|offre|formule"
    r"|abonnement|site|concurrent|pack|version|solution|logiciel)\b|\bvos (?:prix|offres|abonnements|formules)\b|\bvous (?:etes"
    r"|commenc\w+|demarr\w+|facturez|vendez|proposez|affichez|coutez)\b"
    r"|\b(?:j'ai|on a|nous avons) (?:vu|lu|entendu|leve|(?:deja )?pay|recu|eu)\w*\b|\bused to pay\b|\b[am]rr\b|\byou start\w*"
    r"|\bcombien\b|\bpertes?\b|\bperd\w*|\bamendes?\b|\bactuel\w*"
    r"|\baujourd'hui\b|\bbenefice\w*|\bmarges?\b|\beconomis\w+|\bvaleur\b|\bdevis (?:recu|de|a)\b|\bindemnite\w*|\bprime\w*\b"
    r"|\bturn-?over\b|\brevenues?\b|\bsales (?:of|were|are|is)\b|\bwe (?:make|do(?! ?,)|did|made|turn(?:ed)? over|earn(?:ed)?|generate|bill"
    r"|charge|invoice|sell|sold|gross)\b|\bi (?:make(?! it)|earn|sell|bill|charge)\b|\bsell(?:s|ing)?\b"
    r"|\brais(?:e|ed|ing)\b|\bseries [abc]\b|\bvaluation\b|\bsalar(?:y|ies (?:of|at|are))\b|\bow(?:e|es|ed|ing)\b"
    r"|\bcompetit\w+|\bcharg(?:e|es|ed|ing)\b|\bquot(?:e|ed|ing)\b"
    r"|(?<!can )(?<!could )(?<!would )(?<!will )(?<!to )\bpa(?:y|ys|ying|id)\b|\bcost\w*|\byour (?:price|plan|site|pricing|website"
    r"|subscription|competitor|product|software|cheapest|basic|starter|page)\w*|\byou (?:charge|cost|are|say|offer|sell)\b"
    r"|\byou're (?:at|asking|charging)\b"
    r"|\bi saw\b|\bit says\b|\bhow much\b|\bhow many\b|\bworth\b|\border value\b|\bbasket\b|\bprofits?\b|\bsav(?:e|es"
    r"|ing|ings)\b|\bloss(?:es)?\b|\bfine of\b|\bcurrent\w*|\btoday\b|\bright now\b|\binvoices? (?:of|for|worth)\b"
)
# Looking for so many words only where a word begins takes a fifth of the time.
_TOPICS = (
    r"\b(?:salaires?|loyers?|impayes?|contrats?|dettes?|commandes?|factures?|ventes?|tarifs?|achats?|marches?|contracts?|wages?|rent"
    r"|deals?|debts?|purchases?"
    r"|salar(?:y|ies (?:of|at|are))|stocks?)\b"
)
CUES = re.compile(f"(?:(?<![a-z])(?=[a-z])|(?='))(?:(?P<other>{_THEIRS}|{_OTHER_MONEY})|(?P<topic>{_TOPICS})|(?P<spending>{_SPENDING}|{_GIVEN}))")

OTHER_AFTER = re.compile(
    rf"^{TAIL} ?(?:(?:de|en|in|of|as|d') ?)?(?:our |notre |my |mon |annual |yearly )?(?:(?<=[ed][en] )ca(?![a-z])|c\.a\.?|chiffres? d"
    rf"|turn-?over|revenues?|sales\b|arr\b|mrr\b|salaire|salar(?:y|ies)\b|wages|dette|debts?\b|loyer|rent\b|capital\b|fonds propres"
    rf"|benefice|profit|impaye|unpaid"
    r"|factures?\b|invoices?\b|bills?\b|loans?\b|deposits?\b|contracts?\b|deals?\b|commandes?\b|orders?\b|de stock|of stock|stock\b|marchandise|perte|loss|today|aujourd'hui|actuel\w*"
    r"|currently|at the moment|right now|en ce moment|at present|dehors\b|outstanding|overdue|a recouvrer|in arrears|owed\b|a encaisser"
    r"|chez (?!vous|nous|moi)|elsewhere|ailleurs|(?:with|to) (?:our |my |the )?(?:current|present|existing|old|previous|another|some"
    r"|sage|xero|quickbooks)\b|(?:sur|dans|on|in|from) (?:votre|vos|your)\b|a (?:notre|mon|un) (?:prestataire|fournisseur)|prestataire"
    r"|fournisseur|avant\b(?! (?:le|la|l'|fin|la fin|mars|noel|\d))|raised|leves?\b|each\b(?! (?:month|year|quarter|week|mois|and every))|piece\b|l'unite"
    r"|par (?:facture|commande|client|vente|vehicule|produit|article|piece)|per (?:invoice|order|client|customer|item|sale|unit"
    r"|product))"
)
TO_SPEND_AFTER = re.compile(
    r"\bthat's (?:all|what|our|my)\b|\bthat is (?:our|my)|\bc'est (?:notre|mon|ce qu)|\b(?:for|pour) (?:this|ca|it|ce (?:projet"
    r"|logiciel|truc)|the (?:project|tool|job|software|lot|whole))\b|\bin mind\b|\ben tete\b|\b(?:le|the|meme"
    r"|same) (?:meme )?(?:budget|max\w*|limit\w*|plafond|enveloppe)|\bto spend\b|\ba depenser\b|\bto play with\b|\ba mettre\b"
    r"|\bde budget\b|\bbudget\b|\bset aside\b|\bde cote\b|\baside\b"
    r"|\b(?:is|would be|seems|sounds|be) (?:fine|ok|okay|good|possible|doable|realistic|acceptable|great|perfect)\b|\bc'est (?:bon|ok"
    r"|jouable|possible|faisable|dans nos)|\bserait (?:bien|parfait|ideal|ok|possible)|\birait\b|\bsuffi\w+|\bideale?ment\b"
    r"|\bworks? for\b|\b(?:me|nous) (?:semble|parai|va\b|vont\b|irai|convien)\w*|\b(?:semble|parai)\w* (?:corrects?|raisonnables?|justes?|bien|honnetes?|jouables?)\b"
    r"|\b(?:is|are|be|seems?|sounds?|feels?|looks?) (?:about |quite |pretty |perfectly |more than )?(?:right|fair|reasonable|sensible|correct|affordable|enough)\b"
    r"|\b(?:je|on|i'll|i'd|we'd|we'll) (?:signe|sign|prends?|take|buy|have|fonce)\b|\b(?:i'm|we're) in\b|\bca (?:vous|te|me|nous) (?:va|parle|irait|convient)\b|\b(?:does|would|will) (?:that|it) (?:work|do|be enough)\b|\bn'irons pas\b|\bet pas plus\b|\bconvien\w*|\bavailable\b|\bdisponibles?\b|\bdispo\b|\ballocated\b|\b(?:has|have) been (?:freed|released|voted|granted)\b|\bfreed up\b|\bsigned off\b|\b(?:degage|vote|valide|accorde|approuve)e?s?\b(?! (?:un|une|le|la|les|des)\b)"
    r"|\bearmarked\b|\bapproved\b|\bdebloqu\w*|\balloue\w*|\bprevus?\b"
)


FOR = re.compile(r"\b(?:pour|for) ?[€$£]?$")


def last_cue(before: str, raw: str) -> str | None:
    """Whether `before`, typed as `raw`, speaks last of `spending` or of `other` money; None where of neither."""
    cues = list(CUES.finditer(before))
    if not cues:
        return None
    cue = cues[-1]
    gap = before[cue.end() :]
    # What another clause says far before the comma is about something else; "de ça" is no "de CA".
    is_far = "," in gap and len(gap) > 20
    is_that = "ca" in cue.group().split() and "ç" in raw[cue.start() : cue.end()].lower()
    if cue.lastgroup == "topic":
        # "Un logiciel pour les salaires, 200 €/mois" and "des salaires de 2000 €".
        is_ours = cue.group() in ("achat", "purchase") and _PRICED_AT.fullmatch(gap)
        return None if "," in gap or FOR.search(gap) or is_ours else "other"
    return None if cue.lastgroup == "other" and (is_far or is_that) else cue.lastgroup


_PRICED_AT = re.compile(r" ?(?:a|at|:|d'environ)(?: (?:moins de|environ|about|under))? ?[€£$]?")


OF_GOODS = re.compile(
    rf"^{TAIL} ?(?:de |d'|of |worth of )(?!(?:euros?|dollars?|pounds?|francs?|budget|plus|cote|invest\w*|depens\w*|abonnement\w*|licen[cs]e\w*|logiciel\w*|software|max\w*|mensualit\w*|subvention\w*|aides?|fonds|fund\w*|grant\w*|money|cash|capex"
    r"|opex|spend\w*|room|my|our|the|which|it|this|that|la|le|cette|ce|notre|mon|tresorerie|enveloppe|moyenne|credit\w*|disponible\w*)\b)[a-z]"
)
"""What an amount is worth of: "2500 € de papier", "1500 euros of expenses"."""


Verdict = Literal["cap", "same"]

_UNIT = r"(?:centimes?|euros?|sous?|ronds?|balles?|cents?|kopecks?|penny|pence|dime|quid|pounds?|dollars?|bucks?|bean)"
_REFUSES = r"(?:\b(?:pas|jamais|aucun|sans|refus\w+|hors de question|pas question|exclu|impossible|inutile|not|never|no way|cannot|cant|wont|dont|without|unwilling)\b|n't\b)(?: [\w']+){0,4}?"
_PAYING = r"(?:pay(?:ing|er|erai|erons|era)?\b|mett\w*|donn\w*|mont\w*|aller|va|ira|irai|irons|debours\w*|depens\w*|rajout\w*|ajout\w*|veux|voulons|spend\w*|go|going|stretch\w*|put\w*|giv\w*|get\w*|be|move|budge|want\w*)"
_BEYOND = r"(?:de plus|en plus|plus(?= ?(?:$|[.,;!?]))|plus cher|plus haut|davantage|au-?dela|au-?dessus|any more|more|over|above|extra|higher|any higher|beyond|further)\b(?! (?:info|detail|question))"
_CAP = re.compile(
    # a refusal, and then a penny more, or to pay more
    rf"{_REFUSES} (?:(?:un|une|le|moindre|seul|a|one|another|single|bloody) ){{1,3}}{_UNIT} {_BEYOND}"
    rf"|{_REFUSES} (?:r?ajout|add)\w*(?: pas)? (?:un|le moindre|a|another|one) {_UNIT}\b|\br?ajout\w* (?:pas|jamais) (?:un|le moindre) {_UNIT}\b"
    rf"|{_REFUSES} {_PAYING}(?: [\w']+){{0,2}}? {_BEYOND}|\b(?:pas d'|aucune |sans |no )(?:augmentation|hausse|increase)\b"
    # and what happens above
    r"|\b(?:au-?dela|au-?dessus|any ?more|anything (?:more|over|above)|(?:over|above|beyond) (?:that|it))(?: de ca)?,? (?:and )?(?:je|on|nous|i'm|i|we|we're|c'est|it's|its|forget|non|no|il faut|faut|niet|stop)\b"
    # and what it should stay below
    r"|\b(?:rest|vis|gard|tenir|tien|maintenir|demeur|soyons|passer|descendre)\w*(?: [\w']+){0,3}? (?:(?:en[ -])?dessous|moins|plus bas)\b(?! (?:de|d'))|\b(?:donc|alors|plutot|voire) (?:en[ -]dessous|moins)\b(?! (?:de|d'))"
    r"|\b(?:keep\w*|stay\w*|remain\w*|aim\w*|be|go|come|so|please|get)(?: (?:it|us|things|the \w+|in|just|well|safely|a bit|somewhere)){0,3} (?:below|under|underneath|beneath|lower)\b"
)
_SAME = re.compile(
    r"\b(?:rest|gard|conserv|mainten|tenir|tien|demeur|repart|continu|reconduir|reconduit)\w*(?: [\w']+){0,2}? (?:sur (?:ce|cette|ca)|a ce|a ca|la-dessus|dessus|ce (?:montant|prix|budget|tarif|niveau|chiffre)"
    r"|cette (?:somme|enveloppe)|pareil|identique|constant|la)\b|\b(?:a |le |la |les |au |du |un |une )?meme (?:prix|montant|budget|somme|tarif|cout|niveau|enveloppe|depense)\b|\b(?:budget|cout|prix) constant\b|\bni plus ni moins\b"
    r"|\b(?:stay|keep|remain|stick|hold|stick)\w*(?: (?:it|things|us|to|with|at|exactly|in|right|about|around|pretty much|much|roughly)){0,3} (?:there|that (?:region|range|ballpark|area|sort)|that|that way|the same|level|flat|like that|as it is|as is|this)\b"
    r"|\bthe same (?:again|amount|price|money|budget|figure|level|spend|sort of)\b|\bno more (?:and )?no less\b|\bsimilar (?:amount|figure|price|money|budget)\b"
)


def verdict(after: str) -> Verdict | None:
    """What is said of a sum once it was named, though it be another's price or paid today: that nobody goes above it, or that it shall stay."""
    if _CAP.search(after):
        return "cap"
    return "same" if _SAME.search(after) else None
