"""Makes references of studies that never were, as many as wanted and always the same.

Words come as often as in real abstracts: a few in almost all, most in hardly any.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import accumulate

from desktop_app.domain.reference import Credit, Name, Reference, When

SEED = 36


def _words(text: str) -> list[str]:
    return text.split()


COMMON = _words("""
the of and in with for to was were a patients by on after group between at from is treatment
study that acupuncture pain compared results we as significantly had an or which than not trial
this during control be effect no were used methods conclusion background objective using points
may groups both all sham two weeks needles evidence score outcome clinical randomised more
significant effects these increased data baseline mean reduced difference follow-up months
stimulation blood flow more their years scale analysis therapy
""")

TOPICAL = _words("""
neuropathy diabetic peripheral microcirculation laser doppler perfusion skin foot leg needle
electroacupuncture manual moxibustion meridian acupoint tibial sural nerve conduction velocity
vibration threshold numbness burning paraesthesia chemotherapy oxaliplatin paclitaxel bortezomib
inflammation cytokine interleukin adenosine vagus sympathetic vasodilation nitric oxide plantar
ankle calf toe ulcer wound healing warmth temperature thermography quality life safety bleeding
infection adverse events protocol placebo superficial deep bilateral unilateral frequency hertz
milliamperes session sessions weekly randomisation allocation concealment blinding assessor
intention-to-treat confidence interval hazard ratio odds regression covariate power sample size
cohort registry survey questionnaire interview physiotherapist practitioner traditional chinese
medicine qi zusanli yongquan taichong sanyinjiao weizhong stomach spleen kidney bladder
gallbladder liver glucose insulin metformin duloxetine pregabalin gabapentin amitriptyline
vitamin deficiency monofilament tuning fork examination arterial claudication raynaud capillary
oxygenation near-infrared spectroscopy plethysmography magnetic resonance imaging functional
ultrasound microneurography receptor opioid endorphin serotonin spinal cord dorsal horn thalamus
cortex insula mice rats rabbits healthy volunteers crossover factorial feasibility pilot
multicentre pragmatic guideline consensus recommendation systematic review meta-analysis
heterogeneity publication bias certainty GRADE
""")

_SYLLABLES = _words("""
al an ar bi ca ce co cu da de di do el en er fi ga ge gli ha he hi hy im in ki la le li lo ma me
mi mo my na ne ni no nu o ol on or pa pe phi pho pi po pro ra re ri ro sa se si so sta ste sub
sul ta te thy ti to tri tro ul um va ve vi vo xa xe zo
""")

_FAMILIES = _words("""
Smith Müller García Li Wang Zhang Chen Liu Yang Huang Kim Lee Park Suzuki Tanaka Sato Rossi
Bianchi Valentini Dupont Lefèvre Moreau Schröder Hoerder Dimitrova Novák Kowalska Ivanova
Andersson Nørgård Virtanen O'Brien Murphy MacPherson Jones Taylor Silva Santos Fernández López
Haddad Cohen Patel Singh Khan Nguyen Tran Okafor Mensah Şahin Yılmaz
""")

_GIVEN = _words("""
Anna Bo Carla David Elena Fang Grace Hui Ivan Jun Kai Lin Mei Nadia Olga Peng Qing Rosa
""")

_JOURNALS = (
    "Acupuncture in Medicine", "Journal of Pain", "Pain", "Diabetes Care", "BMJ Open",
    "Journal of Alternative and Complementary Medicine", "Trials", "PLoS ONE", "Neurology",
    "Evidence-Based Complementary and Alternative Medicine", "Microvascular Research",
    "Supportive Care in Cancer", "Zhongguo Zhen Jiu", "Medical Acupuncture", "JAMA Network Open",
    "Cochrane Database of Systematic Reviews", "Diabetic Medicine", "Muscle and Nerve",
)  # fmt: skip

_TYPES = ("Randomized Controlled Trial", "Systematic Review", "Meta-Analysis", "Case Reports",
          "Review", "Practice Guideline", "Journal Article")  # fmt: skip

_TITLES = (
    "{0} {1} and {2} in {3}: a {4} trial",
    "Effects of {0} on {1} in patients with {2} {3}",
    "Acupuncture for {0} {1}: {2} and {3}",
    "Does {0} change {1}? A study of {2} {3} with laser Doppler flowmetry",
    "{0} at ST36 and SP6 for {1} {2}: {3} of {4}",
    "A {0} review of {1} for {2} after {3}",
)
_CHINESE = ("针刺足三里对糖尿病周围神经病变的影响", "电针涌泉穴对微循环的作用", "温针灸治疗麻木")


def references(count: int, seed: int = SEED) -> Iterator[Reference]:
    """Yield references, each with title, authors, abstract and keywords, most with DOI and PMID."""
    chance = random.Random(seed)
    vocabulary = _vocabulary(chance)
    weights = list(accumulate(1 / (rank + 4) for rank in range(len(vocabulary))))
    for number in range(1, count + 1):
        yield _reference(chance, number, vocabulary, weights)


def _vocabulary(chance: random.Random) -> list[str]:
    """Return some thousand words, the most frequent first."""
    topical = list(TOPICAL)
    chance.shuffle(topical)
    rare = {
        "".join(chance.choices(_SYLLABLES, k=chance.randint(3, 5))) for _ in range(20_000)
    }  # fmt: skip
    return list(dict.fromkeys((*COMMON, *topical, *sorted(rare, key=lambda word: word[::-1]))))


def _reference(
    chance: random.Random, number: int, vocabulary: list[str], weights: list[float]
) -> Reference:
    topical = chance.sample(TOPICAL, 5)
    title = chance.choice(_TITLES).format(*topical)
    words = chance.choices(vocabulary, cum_weights=weights, k=chance.randint(140, 260))
    year = chance.randint(1975, 2026)
    first = chance.randint(1, 900)
    authors = tuple(
        Credit(Name(chance.choice(_FAMILIES), chance.choice(_GIVEN)))
        for _ in range(chance.randint(1, 7))
    )
    return Reference(
        title=title[0].upper() + title[1:],
        title_original=chance.choice(_CHINESE) if chance.random() < 0.05 else "",
        credits=authors,
        issued=When(year, chance.randint(1, 12)),
        container=chance.choice(_JOURNALS),
        volume=str(year - 1970),
        issue=str(chance.randint(1, 12)),
        pages=f"{first}-{first + chance.randint(3, 14)}",
        doi=f"10.{1000 + number % 97}/yq.{year}.{number:06}" if chance.random() < 0.9 else "",
        pmid=str(20_000_000 + number) if chance.random() < 0.7 else "",
        language="eng",
        abstract=_sentences(words),
        keywords=tuple(topical[:3]),
        publication_types=(chance.choice(_TYPES),),
    )


def _sentences(words: list[str]) -> str:
    """Return words as sentences of fourteen."""
    parts = (words[start : start + 14] for start in range(0, len(words), 14))
    return " ".join(" ".join(part).capitalize() + "." for part in parts)
