"""Invented places: names of two seldom characters that no map has, numbered from 0; the same number is always the same place."""

from dataclasses import dataclass

# Two lists of literary characters. A township is one of each, a village one of the second and one of the first.
FIRST = (
    "霁珩砚璃澜榭岚璟珏琚瑭瓒窈筠箬篁簌綮縠翀翊翎聿舲芃芾苒茕荇莳菡菁萸葭蒹蓁蓼蔚蔻蕤薜藿蘅蘩虢蟾裾觞谖贲赟跹轺迩逖"
    "邈郯酃醴钤钺铄铉铎铮锷镌镡阆陟隗雯霭霰靛韪韬颀飒饴馥骐骢髹魑鲲鸢鸾鹄鹭麇黛黼龠昀昕昱晁晏晟晞晗曜朔杳杼枞枢柘柰栩桁桉梓"
    "梵棠棣椿楹榛槿樾橼檀欤歆殊毓氤沅沐沚泓泠泫洄洵浠涓涔淇淙渌渚湄湜溯溱滁漪潇潋澍濂濯瀛炜焱煜熠燧爰"
)
SECOND = (
    "垣坻埙埕堇塬墀壑岑岫峁峤崤嵋嵩嶂巅帷庠庾廊弋徕忱恺悭惺慊憬懋戟扉拊挹掖揆摅撷擢攸敕斛斡旌旖昶曛杲枋柯栌桕桴梁"
    "楣榆榉槐槲樨橹檐檠櫆汀汜汨沆泮泷洌洙洳浃涑涞渑湟溆滏滦漳潢潞澧澹濠瀍灞炀烨焕煦燮牍犀狝猗珂珞琊琏琥瑗璁璜畹畲皋"
    "盂睢矶砀碣磬祜祯禧秣穰窠竽笙筑筵箕箫簋籁绀绛绥缙缟罘翮耒聆胥舸芷苕茯荃荪莘菀萍葳蒿蓟蕙薇藁虬蛟"
)
VILLAGES_OF = 8  # villages of a township
TOWNSHIPS_OF = 20  # townships of a county


@dataclass(frozen=True, slots=True)
class Township:
    """A township of the invented nation: its number, name, the county it is of, and the names of its villages."""

    number: int
    name: str
    county: str
    villages: tuple[str, ...]

    @property
    def short(self) -> str:
        """What its offices put before their names: 乡 or 镇."""
        return self.name[-1]


def township(number: int) -> Township:
    """The township of a number; most_townships() of them all have different names."""
    kind = "镇" if number % 3 == 0 else "乡"
    first, second = _pair(number)
    pair = (FIRST[first], SECOND[second]) if number < len(FIRST) * len(SECOND) else (SECOND[second], FIRST[first])
    villages = tuple(_village(number, ordinal) for ordinal in range(VILLAGES_OF))
    return Township(number, f"{''.join(pair)}{kind}", county_name(number // TOWNSHIPS_OF), villages)


def county_name(number: int) -> str:
    """The county of a number: three invented characters, so that it is never a township's name."""
    first, second = _pair(number * 7 + 3)
    return f"{FIRST[first]}{SECOND[second]}{FIRST[(first + number) % len(FIRST)]}县"


def most_townships() -> int:
    """How many townships have names of their own."""
    return 2 * len(FIRST) * len(SECOND)


def _pair(number: int) -> tuple[int, int]:
    """A place in both lists; neighbours in number share neither character."""
    row, column = divmod(number % (len(FIRST) * len(SECOND)), len(SECOND))
    return (row + column) % len(FIRST), column


def _village(number: int, ordinal: int) -> str:
    second = SECOND[(number * 3 + ordinal * 17) % len(SECOND)]
    first = FIRST[(number + ordinal * 29) % len(FIRST)]
    return f"{second}{first}村"
