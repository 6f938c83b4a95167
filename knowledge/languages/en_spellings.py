"""English as it is typed in haste or by ear, one word a line: the word, then how else it is written."""

from types import MappingProxyType

_SPELLINGS = """
the: teh da th hte tha
of: ov
is: iz si
was: woz wuz wos
are: r
were: wer wre whre
does: duz dose dus
have: hav hve haev
will: wil wll
would: wud woud
could: cud coud
should: shud
going to: gonna gona
going: goin
want to: wanna
got to: gotta
and: n adn nd
with: w w/ wid wth wiht wif wit
without: w/o witout widout
for: fr
from: frm fom
about: abt abut abot bout abowt abuot
because: cuz cos coz bc b/c becuz becaus becos becuase becouse
before: b4 befor
after: aftr
through: thru
though: tho
than: thn
this: dis
that: dat taht
there: ther thare
their: thier
they: dey thay tehy
them: dem
you: u yu yuo
your: ur
what: wat wut wot whut waht hwat wht whta wha wtf
when: wen whn wehn
where: wher whear
who: hoo hwo hu wo
why: y wy
which: wich whch wihch
how: hw hou hiw
many: mny meny maney manny mani
much: mutch muc
said: sed sayd
say: sey
says: sez
people: ppl peeps peoples peple poeple pepole peopel pepl
everyone: evryone everyon
someone: somone sumone
something: sumthing somthing
really: rly realy
right now: rn
please: pls plz plss
good: gud
government: govt gov goverment
president: pres prez
dead: ded
minister: minster ministr
ministers: minsters
soldiers: solders
police: polis polise poliece
phone: fone
photo: foto
photos: fotos
picture: pic
pictures: pics
quantity: qty
according: acc
approximately: approx
number: no. nr num nmbr numbr
percent: pct
dollars: usd bucks $
and: &
versus: vs
"""

SPELLINGS = MappingProxyType(
    {
        written: word
        for line in _SPELLINGS.strip().splitlines()
        for word, _, others in [line.partition(": ")]
        for written in others.split()
    }
)
