"""English words that exclude each other in any story, one pair of sides a line."""

_PAIRS = """
serious grave severe | trivial minor petty slight harmless funny
honor dignity pride | shame disgrace dishonor humiliation
implement fulfill realize carry | cancel scrap abandon drop suspend shelve ignore
important importance crucial vital key essential | unimportant pointless irrelevant useless needless
well good | poorly badly
attack assault raid | defend protect guard rescue
counter resist oppose fight repel | welcome invite encourage accept tolerate
voiced voice spoken expressed | silent silence
support solidarity | question doubt challenge deny violate dispute
able capable | unable incapable cannot fail
withdrawn withdraw leave pulled | stay remain kept permanently forever
reliable trustworthy accurate | unreliable fake false rumors gossip
various several different many | single same sole identical
great heavy huge severe | small minor slight tiny little
strengthen deepen develop expand boost further | break breaking sever cut end freeze halt weaken limit
firmly strongly | weakly hesitantly reluctantly conditionally
willing ready stands | unwilling reluctant refuse
effective effectiveness efficient | ineffective useless poor inefficient slow
praised praise commended applauded thanked | criticized criticize condemned blamed mocked scolded
restore restoring rebuild | destroy destroying disrupt disturb
stoked fuelled provoked incited | calmed quelled ended
recent latest | old ancient
led headed | opposed
deployed sent dispatched | recalled withdrew refused
damage loss losses | profit gain benefit
looted robbed plundered | spared untouched protected donated
wounded injured hurt | unhurt unharmed healed
arrested detained jailed | released freed pardoned acquitted
killed dead died | alive survived born saved
damaged burnt burned destroyed | repaired intact untouched bought
underlined emphasized stressed | ignored downplayed dismissed
peace peaceful calm | war violence violent chaos
permanent lasting | temporary brief
comprehensive full | limited partial
strategic | casual
friend partner ally friendly | enemy rival foe opponent hostile
increase rise grow | decrease fall drop shrink
open | closed shut
public | secret private
legal lawful | illegal unlawful
begin start | finish stop
organized planned | spontaneous random accidental
trained experienced | untrained unskilled
united jointly together | divided separately alone
foreign external outside abroad | domestic internal local inside
critical | ordinary
nationwide countrywide | locally
confident certain sure | doubtful afraid unsure worried scared
unprecedented | usual ordinary common
protect guard defend | seize occupy attack destroy capture
brief inform tell | ask beg hide threaten
provide give offer | deny refuse take demand withhold
prioritize | neglect ignore
urged called demanded | forbade
"""
PAIRS = tuple(
    tuple(frozenset(side.split()) for side in line.split("|")) for line in _PAIRS.splitlines() if line
)
