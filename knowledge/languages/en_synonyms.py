"""English words that mean about the same in everyday questions, whatever the story is about."""

_GROUPS = """
buy purchase order get acquire obtain shop
cost price charge fee rate expense expensive much pricing worth
pay payment settle paid paying
money cash funds fund dollars currency
car vehicle auto automobile ride
phone mobile cell cellphone smartphone telephone
call ring dial contact reach phone
help assist assistance support aid
tell say inform explain describe state
show display view see list
find locate search look discover
start begin launch initiate open commence
stop end finish quit halt cease cancel terminate
close shut
big large huge enormous size
small little tiny
fast quick quickly rapid speed soon
fix repair mend restore resolve solve
broken damaged faulty malfunctioning working
change modify alter update edit switch adjust
remove delete erase clear drop
add include insert put
make create build produce prepare
send transfer transmit wire move
receive get got accept arrive
home house residence place
job work occupation employment career profession
boss manager supervisor
holiday vacation trip travel journey getaway
flight plane airline fly flying
hotel accommodation lodging room motel
food meal dish eat cuisine
restaurant diner eatery dining
doctor physician medical
sick ill unwell
child kid children kids baby
country nation
city town
street road
shop store outlet market
film movie
song music track tune
alarm wake
remind reminder remember
timer countdown
calendar schedule agenda appointment meeting event
weather forecast temperature climate rain
bill invoice
account profile
password pin passcode code
card debit credit visa mastercard
balance amount remaining left
limit maximum max cap
minimum min least
refund reimburse reimbursement
return give
delivery shipping ship deliver shipment arrive courier dispatch
track status follow
wait delay pending late
problem issue trouble error wrong
fail failed failing decline declined reject rejected denied deny refuse
allow permit accept enable possible able
verify confirm check validate authenticate
identity id identification
name called
new recent latest
old previous former past
today now currently
language speak
translate translation mean meaning
salary wage income earn paycheck pay
tax taxes
insurance coverage policy
loan borrow mortgage
interest rate apr
save savings
reserve reservation book booking
recommend suggest suggestion advise advice recommendation
like enjoy love prefer
happy glad pleased
funny joke humor laugh hilarious
die dead death killed fatalities deaths died casualties toll
hurt injured wounded injuries
soldier troops military army forces soldiers
police officers officer
riot unrest protest protests riots demonstration disorder
leader president head chief
talk speak chat discuss conversation
ask request inquire question
answer reply respond response
true correct right real
light lamp lights
volume loud louder sound
distance far away miles
time long duration hours minutes
when date day
where location place located
why reason cause
who person
near nearby close nearest closest around
exchange convert conversion
foreign international abroad overseas
top load deposit add
withdraw withdrawal atm
activate activation enable
block freeze lock
recipe cook make ingredients
calorie calories nutrition nutritional
gas fuel petrol
tire tyre tires
direction directions route way navigate
traffic congestion
taxi uber cab lyft
luggage bag bags baggage suitcase
discount coupon offer deal promo sale
size dimension dimensions measurement
trial test try
product item goods
customer client user
lost missing misplaced lose
"""
GROUPS = tuple(tuple(line.split()) for line in _GROUPS.splitlines() if line)
"""Groups of normalised words; a word may be in several."""
