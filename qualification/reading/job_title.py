"""Job titles as people give them: "je suis DAF", "office manager here", "Paul Roy, CTO", a bare title when asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from qualification.reading.utterance import Reading, Utterance

Rank = Literal["top", "middle", "low", "other"]
"""What a title alone says of the say in a purchase: `top` has the last word, `middle` takes part, `low` uses, `other` tells nothing."""


@dataclass(frozen=True)
class Title:
    """A title that the visitor gives as their own, and where it stands."""

    text: str
    rank: Rank
    start: int
    end: int


# --- words -----------------------------------------------------------------------------------------------------------

# Owners and heads say their house after "de" or "of" ("gérant d'un garage", "owner of Garvey Hire"): it is no part of the title.
_HOLDERS_FR = (
    r"(?:co-?)?gerante?|p-?\.?d-?\.?g\.?|president[- ]direct(?:eur|rice)[- ]generale?|dg|dga|daf|raf|dsi|rssi|drh|rrh|dirco|dircom|(?:co-?)?fondat(?:eur|rice)|(?:co-?)?proprietaire|proprio|patron(?:ne)?|taulier|tauliere"
    r"|(?:co-?)?dirigeante?|(?:co-?)?associee?|entrepreneu(?:r|se)|(?:auto|micro)[- ]?entrepreneu(?:r|se)|commercante?|franchisee?|indep(?:endante?)?|freelance|boss"
    r"|ceo|cfo|cto|coo|cmo|cio|cpo|chro|cdo"
)
_TRADES_FR = (
    r"(?:maitre )?artisane?|comptable|expert[- ]comptable|experte[- ]comptable|(?:technico[- ]?)?commerciale?|vendeu(?:r|se)|acheteu(?:r|se)|consultante?|developpeu(?:r|se)|dev"
    r"|infirmiere?|veterinaire|architecte|kine|kinesitherapeute|osteopathe|medecin|dentiste|pharmacien(?:ne)?|avocate?|notaire|huissier|juriste|enseignante?|prof|professeure?"
    r"|formatrice|formateur|graphiste|photographe|traduct(?:eur|rice)|redact(?:eur|rice)|journaliste|designer|webmaster|community manager|traffic manager"
    r"|boulangere?|boulangere?[- ]patissiere?|patissiere?|bouchere?|charcutiere?|fleuriste|coiffeu(?:r|se)|estheticien(?:ne)?|restaurat(?:eur|rice)|cuisiniere?|hoteliere?|serveu(?:r|se)"
    r"|plombiere?|plombier[- ]chauffagiste|chauffagiste|electricien(?:ne)?|menuisiere?|charpentiere?|couvreu(?:r|se)|maconne?|peintre|carreleu(?:r|se)|plaquiste|paysagiste|garagiste|mecanicien(?:ne)?|carrossier"
    r"|serrurier|chaudronnier|soudeu(?:r|se)|tourneur|imprimeur|libraire|opticien(?:ne)?|taxi|chauffeu(?:r|se)|transporteur|magasiniere?|cariste|logisticien(?:ne)?|preparat(?:eur|rice) de commandes?"
    r"|agricult(?:eur|rice)|exploitante?(?: agricole)?|viticult(?:eur|rice)|vigneron(?:ne)?|eleveu(?:r|se)|maraicher|maraichere|caissiere?|standardiste|hotesse d'accueil|receptionniste"
    r"|ouvriere?|salariee?|stagiaire|apprentie?|alternante?|benevole|maire|elue?|dactylo|aide[- ]comptable|rh|economiste|statisticien(?:ne)?|psychologue|sage-femme|opticien"
    r"|office manager|manageuse|manager|product owner|product manager|chef d'entreprise|cheffe d'entreprise|team leader|lead dev|scrum master|data analyst|business developer|biz dev|account manager|key account manager"
    r"|surveillante?|principale?|proviseure?|intendante?|bibliothecaire|approvisionneu(?:r|se)|ordonnanceur|planificat(?:eur|rice)|metreu(?:r|se)|dessinat(?:eur|rice)|geometre|urbaniste|analyste|auditeur|auditrice"
)
# These take what they are in charge of.
_CHARGES_FR = (
    r"co-?responsable|responsable|resp\.?|(?:co-?)?direct(?:eur|rice)|dir\.|sous-direct(?:eur|rice)|assistante?|adjointe?|gestionnaire|coordinat(?:eur|rice)|coordonnat(?:eur|rice)|(?:co-?)?presidente?|vice[- ]presidente?"
    r"|secretaire|tresorier|tresoriere|controleu(?:r|se)|technicien(?:ne)?|ingenieure?|conduct(?:eur|rice)|conseillere?|attachee?|agente?|employee?|animat(?:eur|rice)|administrat(?:eur|rice)|referente?|deleguee?"
    r"|operat(?:eur|rice)|cadre|inspect(?:eur|rice)|educat(?:eur|rice)|superviseu(?:r|se)|chargee?(?= d)|cheff?e?(?= d)|chef(?= comptable| magasinier| monteur)"
)
_ADJECTIVES_FR = (
    r"generale?|commerciale?|financiere?|administrati(?:f|ve)|technique|marketing|rh|it|si|informatique|digitale?|numerique|artistique|adjointe?|associee?|gerante?|qualite|qse|hse|qhse|rse|logistique|achats?|appros?"
    r"|export|import|com|communication|compta|comptable|comptabilite|paie|paye|production|exploitation|regionale?|nationale?|internationale?|deleguee?|junior|senior|sedentaire|terrain|pedagogique|juridique"
    r"|industriel(?:le)?|operationnel(?:le)?|medicale?|executi(?:f|ve)|independante?|liberale?|polyvalente?|salariee?|crm|adv|sav|r&d|e-commerce|ecommerce|web|produit|client|clients|clientele|grands comptes|business|supply chain|developpement"
    r"|maintenance|securite|travaux|agence|magasin|secteur|boutique|depot|bureau|projets?|principale?|unique|exploitante?|plombiere?|electricien(?:ne)?|menuisier|macon|peintre|coiffeu(?:r|se)|boulangere?|patissier|couvreur|chauffagiste"
    r"|taxi|joaillier|ebeniste|tapissier|paysagiste|immobilier|scientifique|culturel(?:le)?|sociale?|sportif|fondat(?:eur|rice)|stock|stocks|ventes|retail|france|europe|data|reseau|reseaux|systemes?|bureautique|freelance|facturation|recrutement|formation"
)
_SUFFIXED_FR = r"[a-z]{3,}(?:ique|iel|ielle|tif|tive)"

# Words before a head in English that make it a title without an article: "office manager", "sales director".
_MODIFIERS_EN = (
    r"account|accounts|accounting|admin|administration|administrative|advertising|analytics|area|assistant|associate|audit|branch|brand|budget|building|business|buying|care|category|change|channel|chief|client|clinic|clinical"
    r"|co|commercial|communications?|community|compliance|construction|content|country|creative|credit|customer|data|database|deputy|design|development|digital|distribution|district|divisional|e-?commerce|editorial|engineering|erp"
    r"|estate|estates|events?|executive|export|facilities|factory|field|finance|financial|fleet|floor|founding|freelance|front|fundraising|general|global|group|growth|head|health|helpdesk|hotel|hr|human|import|independent|information"
    r"|infrastructure|innovation|inside|internal|international|inventory|it|joint|junior|jr\.?|key|lead|legal|logistics|maintenance|managing|manufacturing|marketing|materials|media|medical|national|network|non-executive|office|online"
    r"|operating|operations|ops|order|owner|part-time|partnerships?|payroll|people|performance|personnel|planning|plant|policy|practice|pr|president|principal|private|process|procurement|product|production|program|programme|project|property|public"
    r"|purchasing|quality|quantity|r&d|regional|relations|relationship|research|resources?|restaurant|retail|revenue|safety|sales|school|security|self|employed|senior|sr\.?|service|services|shared|shift|shop|site|small|social|software|sole|solutions?"
    r"|staff|stock|store|strategic|strategy|studio|success|supply|chain|support|systems?|talent|tax|team|tech|technical|technology|territory|training|transport|treasury|vice|warehouse|web|wholesale|workshop|works|youth|cafe|bakery|salon|gym|agency"
    r"|company|deli|bar|pub|franchise|business development|part|full-time|interim|acting|section|department|unit|contracts?|volunteer|charity|legal|visual|graphic|ux|ui|front-end|back-end|frontend|backend|full-stack|fullstack|mobile|cloud|devops"
)
_HOLDERS_EN = (
    r"(?:co-?)?owner(?:[-/ ]operator|[-/ ]manager|[-/ ]director)?|(?:co-?)?founder|ceo|cfo|coo|cto|cmo|cio|cpo|chro|cro|ciso|md|gm|fd|hr|pa|ea|boss|proprietor|proprietress|landlord|landlady|partner|chairman|chairwoman|chairperson|entrepreneur|sole trader"
    r"|freelancer|self[- ]employed|franchisee|franchise owner|contractor|director-owner|tradesman|businessman|businesswoman"
)
_HEADS_EN = (
    r"manager|manageress|director|officer|vp|svp|evp|avp|president|treasurer|controller|comptroller|accountant|bookkeeper|cpa|administrator|admin|assistant|secretary|receptionist|clerk|coordinator|co-ordinator|supervisor|superintendent|lead|leader"
    r"|specialist|analyst|engineer|developer|programmer|designer|consultant|adviser|advisor|buyer|planner|scheduler|estimator|surveyor|foreman|technician|mechanic|plumber|electrician|carpenter|joiner|builder|roofer|painter|decorator|landscaper|gardener|welder"
    r"|baker|butcher|florist|hairdresser|barber|caterer|publican|innkeeper|restaurateur|farmer|grower|teacher|headteacher|headmaster|headmistress|principal|lecturer|professor|trainer|coach|nurse|dentist|doctor|gp|vet|pharmacist|physio|physiotherapist|therapist"
    r"|optician|solicitor|lawyer|attorney|barrister|paralegal|notary|architect|photographer|copywriter|editor|journalist|translator|marketer|recruiter|salesman|saleswoman|salesperson|rep|representative|executive|cashier|barista|waiter|waitress|driver"
    r"|dispatcher|storekeeper|stockkeeper|warehouseman|picker|operator|worker|labourer|laborer|employee|intern|trainee|apprentice|temp|volunteer|trustee|pastor|vicar|mayor|councillor|registrar|bursar|librarian|scientist|researcher|handyman|locksmith"
    r"|generalist|strategist|producer|merchandiser|auditor|actuary|broker|agent|realtor|economist|captain|shopkeeper|retailer|wholesaler|importer|exporter|distributor|controller|business partner|chief of staff|team lead|tech lead|dev|developer|sysadmin|webmaster"
)

# What never belongs to a title: the sentence goes on.
_STOPS = (
    r"je|j|on|nous|vous|tu|il|elle|ils|qui|que|ki|chez|pour|dans|avec|mais|donc|car|depuis|comme|cherche|recherche|cherchons|voudrais|souhaite|veux|ai|a|au|est|suis|sommes|et|ou|par|sans|sur|besoin|budget|ici|c'est|moi|bonjour|merci|svp|stp"
    r"|ma|mon|mes|notre|nos|votre|vos|leur|leurs|un|une|ce|cette|ces|tout|toute|pas|plus|le|la|les|l'|du|des|de|d'|en|alors|puis|actuellement"
    r"|i|i'm|im|we|you|he|she|they|it's|its|who|which|that|this|at|in|for|with|but|so|because|since|here|looking|look|need|needs|want|wants|based|from|and|or|to|by|is|are|was|has|have|am|my|our|your|his|her|their|a|an|the|not|no|on|of|as|please|thanks|hi|hello"
    r"|would|will|can|could|should|do|does|must|decides?|hoping|trying|searching|seeking|using|running|working|wanting|currently|just|only|really|also|more|than|very|happy|glad|interested|sure|yes|yeah|ok|if|when|then|there|me|us|them|what|how|why"
)
_HOUSE = (
    r"(?:boite|boutique|entreprise|societe|pme|tpe|eti|start-?up|startup|structure|groupe|maison|compagnie|ets|etablissements?|sarl|sas|salon|company|business|firm|organisation|organization|startup|start-up|family)\b"
)

_WORD = rf"(?!(?:{_STOPS})\b(?!['&/-]\w))[a-z][\w&/.'-]*"
_AFTER_FR = rf"(?: (?:(?:{_ADJECTIVES_FR})\b|{_SUFFIXED_FR}\b)(?!'))"
_AND_FR = rf"(?: ?(?:et|&|/) ?(?:(?:de la |du |des |de l'|de |d')?(?:(?:{_ADJECTIVES_FR})\b|{_SUFFIXED_FR}\b|{_HOLDERS_FR}\b)))"
_OF_FR = rf"(?: (?:de la |de l'|des |du |de |d')(?!{_HOUSE}|\d)(?!(?:un|une|mon|ma|notre|nos|mes|ce|cette|vos|votre|son|sa)\b){_WORD})"
_EN_FR = r"(?: en (?:chef|compta|comptabilite|marketing|alternance|communication|rh|informatique|paie|recrutement|logistique|vente|apprentissage|freelance|gestion|finance|ressources humaines)\b)"
_FR = (
    rf"(?:(?P<holder_fr>(?:{_HOLDERS_FR})\b(?:{_AFTER_FR}|{_AND_FR}){{0,3}})"
    rf"|(?P<trade_fr>(?:{_TRADES_FR})\b(?:{_AFTER_FR}|{_AND_FR}){{0,3}}(?: (?:de gestion|de paie|de maintenance|d'etudes|de travaux|d'affaires|d'art|de bureau)\b)?{_EN_FR}?)"
    rf"|(?P<charge_fr>(?:{_CHARGES_FR})(?:(?<=\.)|(?!\w))(?:{_AFTER_FR}|{_AND_FR}){{0,3}}{_EN_FR}?(?: (?:au|aux|a la) {_WORD})?(?:{_OF_FR}(?:{_AFTER_FR}|{_AND_FR}| humaines\b| generaux\b| publics\b){{0,2}}){{0,2}}))"
)
_DEPARTMENT_EN = rf"(?: (?:{_MODIFIERS_EN}|affairs|resources|department|management)\b)"
_OF_EN = rf"(?: of (?:the )?(?!{_HOUSE}|\d)(?!(?:my|our|a|an|this|his|her)\b){_WORD}{_DEPARTMENT_EN}{{0,2}}(?: (?:and|&){_DEPARTMENT_EN}{{1,2}})?)"
_AND_EN = rf"(?: ?(?:and|&|/) ?(?:(?:{_MODIFIERS_EN})\b[ -]){{0,2}}(?:{_HOLDERS_EN}|{_HEADS_EN})\b)"
_EN = (
    rf"(?P<before>(?:{_WORD}[ -]){{0,3}})"
    rf"(?:chief(?: (?:{_MODIFIERS_EN})\b){{1,3}} officer\b|head(?:{_OF_EN}|{_DEPARTMENT_EN}{{1,2}})|(?:vp|svp|evp|avp|director|vice president){_DEPARTMENT_EN}{{1,2}}"
    rf"|(?:{_HOLDERS_EN})\b(?:{_AND_EN})?(?: to the [\w-]+)?"
    rf"|(?:{_HEADS_EN})\b(?:{_OF_EN}|{_AND_EN}| to the [\w-]+)?)"
)
_TITLES = tuple(re.compile(rf"(?P<title>{title})(?!['-]?\w)") for title in (_FR, _EN))

_OPENING = (
    r"(?:(?:oui|non|ben|bah|beh|euh|heu|hum|alors|bon|donc|moi|moi,|bonjour|bjr|bonsoir|salut|hello|hi|hey|hi there|dear all|well|so|um|uh|er|erm|yes|yeah|yep|sure|ok|okay|actually|basically|en fait|en gros|plutot|just|c'est|it's|its|sorry|pardon|currently|officially)"
    r"[ ,.:!-]+)*"
)
_ARTICLE = (
    r"(?:(?:le|la|un|une|the|a|an|votre|leur|your|their) +|l' ?)?"
)
_ADJECTIVE = re.compile(
    r"(?:simple|seule?|nouveau|nouvelle|jeune|modeste|petite?|heureux|new|sole|only|humble|proud|current|actual|full-?time|part-?time) "
)
_SELF = (
    r"(?:\b(?:(?:je|j|j') ?suis|jsuis|chuis|chui|je sui|j'suis)(?: (?:actuellement|aussi|egalement|donc|moi-meme|devenue?))?"
    r"|\ben (?:tant que|qualite d[e'])|\b(?:je |j')?(?:travaille|bosse|suis employee?|suis embauchee?)(?: ici| la)? (?:comme|en tant que)"
    r"|\bj'occupe (?:le poste|la fonction|les fonctions) d[e']|\bc'est moi"
    r"|\b(?:mon (?:poste|titre|metier|job|intitule)(?: de poste)?|ma (?:fonction|profession)|poste|fonction|titre|job title|title|role|position|profession)(?: actuelle?)? ?(?:: ?|= ?|c'est |est |is |,)"
    r"|\b(?:i am|i'm|im|i m|iam)(?: (?:also|currently|actually|now|just|basically|myself))?|\b(?:i |i'm |im |i am |currently )?work(?:ing)? (?:here )?as|\bmy (?:job |official )?(?:title|role|position|job)(?: here)? ?(?:is |: ?|= ?|'s )|(?:^|(?<=[.,;!] ))as|\bspeaking as)(?:(?<!\w)|(?![\w']))"
)
_OWN_WORDS = re.compile(_SELF)
_SELF_LEAD = re.compile(rf"{_SELF} ?{_ARTICLE}")
_BARE_LEAD = re.compile(rf"{_OPENING}(?:{_SELF} ?)?{_ARTICLE}")

# What may follow a bare title: the house, a place, a filler.
_TAIL = re.compile(
    r"^[ ]?(?:$|(?:chez|at|for|in|within|here|ici|de|d'|du|des|of|from|dans|au|aux|a|@|depuis|since|i guess|i suppose|je crois|je suppose|lol|haha|mdr|merci|thanks|pourquoi|si on veut|quoi|et|and|mais|but|cherche|recherche|looking|seeking|needing|donc|so"
    r"|moi|me|svp|stp|please|sort of|currently|actuellement|pour|then|now|obviously)\b|[^\w ])"
)
# An unasked bare title is the visitor's when it names its house or says here.
_HOUSE_TAIL = re.compile(r"^ ?(?:chez|at|@|d'une?\b|de la\b|du\b|de\b|of\b|in\b|dans\b|here\b|ici\b|speaking\b|looking\b|seeking\b|cherche\b|recherche\b|a la recherche\b|pour une?\b|depuis\b|since\b)")
_HERE = re.compile(r"\b(?:here|ici|speaking)\b")
_THIRD_PERSON = re.compile(
    r"\b(?:decides?|decidera|valide|signe|doit|doivent|tranche|approves?|signs|has to|needs to|must|will|wants|veut|m'a|nous a|asked|told|said|dit|souhaite que|vous|is|est|sera|was|etait|va)\b"
)
_LISTED = re.compile(r"[,;:!?()\n|\[\]]| - |(?<!\bsr)(?<!\bjr)(?<!\bresp)(?<!\bdir)\.(?=\s|$)| -- ")
_NOT_OWN = re.compile(r"\b(?:ne suis|n'est|pas|plus|not|never|jamais|ancien(?:ne)?|former|ex|futur|future|isn't|ain't|remplace|replacing|cherche|recherche|looking for|hiring|recrut\w+|emploi|job as|poste de|stage de)\b(?: \w+){0,2} ?$")
_NAME = re.compile(r"^(?:[^\W\d_][\w'’.-]*)(?: (?:(?:de|du|da|van|von|der|la|le|el|al|bin|d'|& )\s?)*[^\W\d_][\w'’.-]*){0,4}$")
_INTRODUCES = re.compile(r"^(?:.*\b)?(?:je suis|j'suis|moi c'est|je m'appelle|mon nom est|moi|ici|i'm|im|i am|this is|my name is|my name's|it's|name's|me)\s+[\w'’.-]+(?: [\w'’.-]+){0,3}$")
_GREETS = re.compile(
    r"^(?:bonjour|bjr|bonsoir|salut|hello|hi there|hi|hey|dear all|good morning|good afternoon|regards|best regards|kind regards|best|cheers|thanks|thank you|merci|cordialement|bien cordialement|cdt|signed|signe)[ ,]+", re.I
)
_BY_SELF = re.compile(r"\b(?:moi|moi-meme|me|myself|je|i)$")
_INFINITIVE = re.compile(r"^chargee? d(?:e |')(?!chantier|courrier|quartier|atelier|metier|dossier|affaire|partenaire|projet|clientele)\w+(?:er|ir|re)\b")
_IN_CHARGE_OF_NOTHING = re.compile(r"^(?:chargee?|cheff?e?|head|dir\.|resp\.?|agente?|operat(?:eur|rice)|employee? de|conduct(?:eur|rice)|chief|lead|leader|head|partner in)$")
_MODIFIER = re.compile(_MODIFIERS_EN)
_ENDS_IN_ARTICLE = re.compile(r"(?:\b(?:le|la|un|une|the|a|an) |l' ?)(?:\w+ )?$")

_TOP = re.compile(
    r"\b(?:(?:co-?)?gerante?|p-?\.?d-?\.?g\.?|dg|ceo|(?:co-?)?fondat(?:eur|rice)|(?:co-?)?proprietaire|proprio|patron(?:ne)?|taulier|tauliere|(?:co-?)?dirigeante?|entrepreneu(?:r|se)|\w+-?entrepreneu(?:r|se)|franchisee?"
    r"|direct(?:eur|rice) general|directrice generale|(?:co-?)?presidente?|chef d'entreprise|cheffe d'entreprise|artisane?|commercante?|indep(?:endante?)?|liberale?|freelance|freelancer|exploitante?|agricult(?:eur|rice)|viticult(?:eur|rice)|vigneron(?:ne)?|maire"
    r"|(?:co-?)?owner(?:[-/ ]\w+)?|(?:co-?)?founder|md|gm|managing director|managing partner|general manager|chief executive(?: officer)?|president|chairman|chairwoman|chairperson|boss|proprietor|proprietress|landlord|landlady|entrepreneur|sole trader|self[- ]employed"
    r"|franchisee|sole director|executive director|businessman|businesswoman|restaurat(?:eur|rice)|restaurateur|hoteliere?|shopkeeper|publican|garagiste|mayor)\b"
)
_LONE_DIRECTOR = re.compile(r"^(?:company )?(?:direct(?:eur|rice)|director)$")
_NOT_TOP = re.compile(
    r"\b(?:adjointe?|adj|deputy|vice|assistante?|secretaire|former|ancien(?:ne)?|ex|junior|future?|associate|product owner|process owner|data owner|system owner|project owner|to the|regional|area|dga|employee?|hotel manager|d'exploitation|consultante?|sales|account)\b"
)
_LOW = re.compile(
    r"\b(?:employee?|salariee?|stagiaire|apprentie?|alternante?|vendeu(?:r|se)|caissiere?|serveu(?:r|se)|standardiste|receptionniste|ouvriere?|hotesse|magasiniere?|cariste|preparat(?:eur|rice)|operat(?:eur|rice)|dactylo|agente?"
    r"|employee|intern|trainee|apprentice|temp|receptionist|clerk|cashier|barista|waiter|waitress|worker|labourer|laborer|picker|operator|driver|warehouseman|chauffeu(?:r|se)|benevole|volunteer|(?:shop|sales|store|retail|care|kitchen|teaching) assistant)\b|^secretaire$|^secretary$|^secretaire (?!general|de direction)"
)
_MIDDLE = re.compile(
    r"\b(?:responsable|resp|direct(?:eur|rice)|dir|chargee?|cheff?e?|gestionnaire|coordinat(?:eur|rice)|coordonnat(?:eur|rice)|assistante?|adjointe?|vice|vice-presidente?|tresoriere?|controleu(?:r|se)|comptable|acheteu(?:r|se)|dga|daf|raf|dsi|rssi|drh|rrh|rh|dirco|dircom"
    r"|cfo|cto|coo|cmo|cio|cpo|chro|cro|ciso|cdo|office manager|manager|manageuse|manageress|associee?|cadre|referente?|deleguee?|administrat(?:eur|rice)|superviseu(?:r|se)|secretaire generale?|secretaire de direction|acheteur|conduct(?:eur|rice)"
    r"|head|director|officer|vp|svp|evp|avp|treasurer|controller|comptroller|accountant|bookkeeper|cpa|administrator|admin|assistant|coordinator|co-ordinator|supervisor|superintendent|lead|leader|buyer|chief|partner|hr|fd|pa|ea|trustee|product owner|business partner"
    r"|principal|headteacher|headmaster|headmistress|bursar|secretary|foreman|procurement specialist)\b"
)
_KITCHEN = re.compile(r"^(?:cheff?e?|head chef) (?:de )?(?:cuisine|rang|partie|bande|orchestre|famille|meute)?\b")


def rank_of(title: str) -> Rank:
    """What the title alone says of a say in a purchase; `title` in plain letters."""
    if _LONE_DIRECTOR.match(title) or (_TOP.search(title) and not _NOT_TOP.search(title)):
        return "top"
    if _KITCHEN.match(title) and not re.match(r"cheff?e? d(?:e |')(?!cuisine|rang|partie)", title):
        return "other"
    if _LOW.search(title):
        return "low"
    return "middle" if _MIDDLE.search(title) else "other"


# --- reading ---------------------------------------------------------------------------------------------------------


def _is_title(found: re.Match[str]) -> bool:
    """Whether the match is a title, not a name ("julie baker"), an infinitive or a bare word that needs its charge."""
    title = found["title"].strip()
    if _INFINITIVE.match(title) or _IN_CHARGE_OF_NOTHING.match(title):
        return False
    before = found.groupdict().get("before") or ""
    if _ENDS_IN_ARTICLE.search(found.string[: found.start()]):
        return True
    return all(_MODIFIER.fullmatch(word) for word in re.split(r"[ -]", before) if word)


def _title_at(message: Utterance, start: int) -> Title | None:
    """The longest title that begins at `start`."""
    best: re.Match[str] | None = None
    for pattern in _TITLES:
        found = pattern.match(message.plain, start)
        if found and _is_title(found) and (best is None or found.end() > best.end()):
            best = found
    if best is None:
        adjective = _ADJECTIVE.match(message.plain, start)
        return _title_at(message, adjective.end()) if adjective else None
    start, end = best.span("title")
    written = re.sub(r"\s+", " ", message.raw[start:end]).strip(" ,.;:!?-'\"")
    return Title(written, rank_of(re.sub(r"\s+", " ", message.plain[start:end]).strip()), start, end)


def _segments(plain: str) -> list[tuple[int, int]]:
    """The parts between commas, full stops, brackets and dashes."""
    edges = [0]
    for mark in _LISTED.finditer(plain):
        edges += [mark.start(), mark.end()]
    edges.append(len(plain))
    return [(edges[i], edges[i + 1]) for i in range(0, len(edges), 2)]


def _trimmed(plain: str, start: int, end: int) -> tuple[int, int]:
    while start < end and not (plain[start].isalnum()):
        start += 1
    while end > start and not (plain[end - 1].isalnum() or plain[end - 1] in ".'"):
        end -= 1
    return start, end


def _introduces_oneself(message: Utterance, start: int, end: int) -> bool:
    """ "je suis Marc Lenoir", "I'm Bev": after it, "the practice manager" is the visitor."""
    return bool(_INTRODUCES.match(message.plain[start:end]))


def _is_name(message: Utterance, start: int, end: int) -> bool:
    """One to five words in capitals, perhaps after a greeting: a name or a house, as before the title in a signature."""
    words = _GREETS.sub("", message.raw[start:end].strip()).strip()
    if not words or len(words) > 60 or not _NAME.match(words):
        return False
    written = [word for word in words.split() if word.lower() not in ("de", "du", "da", "van", "von", "der", "la", "le", "el", "al", "bin", "&")]
    return all(word[:1].isupper() for word in written)


def _own_apposition(message: Utterance, segments: list[tuple[int, int]], index: int, has_article: bool) -> bool:
    """Whether the segment before names the visitor, so that the title in this one is theirs."""
    before = index - 1
    while before >= 0 and _trimmed(message.plain, *segments[before])[0] >= _trimmed(message.plain, *segments[before])[1]:
        before -= 1
    if before < 0:
        return False
    start, end = _trimmed(message.plain, *segments[before])
    if _introduces_oneself(message, start, end):
        return True
    bracketed = segments[index][0] > 0 and message.plain[segments[index][0] - 1] == "("
    if bracketed and _BY_SELF.search(message.plain[start:end]):
        return True
    return not has_article and (_is_name(message, start, end) or (bracketed and bool(re.search(r"[A-Z][\w'-]+ [A-Z][\w'-]+$", message.raw[start:end]))))


def _goes_on_about_another(message: Utterance, end: int) -> bool:
    """ "Neil Garvey, owner of Garvey Hire, asked me": the title is another's."""
    return bool(re.match(r"[^.!?;\n]{0,40}?(?:,|\)) ?(?:asked|told|m'a|nous a|vous|will|va|wants|veut|is|est|said|a demande|would|decides|decide)\b", message.plain[end : end + 60]))


def _in_segments(message: Utterance, asked: bool) -> Iterator[Title]:
    """Titles that fill a part of the message by themselves."""
    segments = _segments(message.plain)
    for index, (from_, to) in enumerate(segments):
        start, end = _trimmed(message.plain, from_, to)
        if _NOT_OWN.search(message.plain[max(0, start - 40) : start]):
            continue
        lead = _BARE_LEAD.match(message.plain, start, end)
        title = _title_at(message, lead.end() if lead else start)
        if title is None or title.end > end:
            continue
        tail = message.plain[title.end : end]
        if not _TAIL.match(tail):
            continue
        has_article = bool(_ENDS_IN_ARTICLE.search(message.plain[start : title.start]))
        own_words = bool(_OWN_WORDS.search(message.plain, start, title.start))
        if _THIRD_PERSON.search(tail) and not own_words:
            continue
        apposed = _own_apposition(message, segments, index, has_article) and not _goes_on_about_another(message, title.end)
        houses = bool(_HOUSE_TAIL.match(tail)) and not has_article and not _goes_on_about_another(message, title.end)
        if own_words or apposed or (asked and not has_article) or (houses and _opens(message, start) or (houses and _HERE.search(tail))):
            yield title


def _opens(message: Utterance, start: int) -> bool:
    """Whether only a greeting stands before `start` in its sentence."""
    sentence = re.split(r"[.!?\n]", message.plain[:start])[-1].strip(" ,:-")
    return not sentence or bool(_GREETS.fullmatch(sentence + ","))


def own_titles(message: Utterance, *, asked: bool) -> tuple[Title, ...]:
    """The titles that the visitor gives as their own, in order of place; those of bosses and colleagues are left out."""
    titles: dict[int, Title] = {}
    for lead in _SELF_LEAD.finditer(message.plain):
        title = _title_at(message, lead.end())
        if title and not _NOT_OWN.search(message.plain[max(0, lead.start() - 30) : lead.start()]) and not _goes_on_about_another(message, title.end):
            titles[title.start] = title
    for title in _in_segments(message, asked):
        if not any(kept.start <= title.start < kept.end for kept in titles.values()):
            titles[title.start] = title
    return tuple(titles[start] for start in sorted(titles))


def read_job_title(message: Utterance, *, asked: bool) -> Reading[str] | None:
    """The visitor's own job title in the visitor's words, without article and house; None when none is given.

    A bare title ("comptable") is read only when asked; someone else's ("my director decides") never is.
    """
    titles = own_titles(message, asked=asked)
    if not titles:
        return None
    title = titles[0]
    return Reading(title.text, message.quote(title.start, title.end), title.start, title.end)
