"""Words that any answer may use: grammar, and how figures are spoken of. None names a person, a place or a cause."""

from __future__ import annotations

_TEXT = """
a about above across after again against ago all almost along already also although always among an and
another any are area areas around as at away be became because become been before began behind being below
beside best better between beyond both but by came can change changed changes clear close come comes compare
compared comparing comparison continued could data decrease decreased decreases despite did different do does
done down due during each earlier either end ended ends enough especially even ever every everyone example
except fall fallen falling falls far fell fewer figure figures final first following for found from full
further gap general go going gone good got great greater grew group groups grow growing grown had has have
having here high higher highest how however if improve improved improvement improving in increase increased
increases increasing indeed instead into is it its itself just keep kept known large larger largest last late
later latest least less let level levels like likewise little local long longer look looked looks low lower
lowest made main mainly make makes making many may meant meanwhile measure measured measures met might missed
month months more most move moved movement much near nearly need needed needs never new next no none nor not
note noted notes nothing now number numbers of often on once one only open or other others otherwise our out
outside over overall own part particular past people per percentage period periods picture place plain point
points public put quarter quarters quickly quite rank ranked rate rates rather read recent recently record
recorded reduced reduction remain remained remains report reported reports respectively rise risen rises
rising rose same saw say says see seen set share should show showed shown shows side since slightly small
smaller smallest so some sometimes soon stand standing stands stay stayed steadily steady still stood such
summary taken target targets tell than that the their them then there therefore these they thing things this
those though through throughout time times to together told too top total toward towards trend turn turned
turning two unchanged under unlike until up upon us very was way we well went were what when where whereas
which while who whole why will with within without worse worst would year years yet you your
"""
PLAIN: frozenset[str] = frozenset(_TEXT.split()) - {"because", "due", "two", "one", "once"}
