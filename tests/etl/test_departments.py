"""Units of different townships that are one department, and those that are none known."""

import pytest

from etl.departments import department_of


@pytest.mark.parametrize(
    ("unit", "department"),
    [
        ("乡村振兴站", "乡村振兴"),
        ("县乡村振兴局", "乡村振兴"),
        ("镇扶贫办", "乡村振兴"),
        ("民政所", "民政"),
        ("中心小学", "教育"),
        ("青石乡中心学校", "教育"),
        ("学区", "教育"),
        ("财政所", "财政"),
        ("水管站", "水利"),
        ("卫生院", "卫生健康"),
        ("县医疗保障局", "医疗保障"),
        ("青石乡村镇建设服务中心", "住房和城乡建设"),
        ("社会保障服务中心", "人力资源和社会保障"),
        ("农业综合服务中心", "农业农村"),
        ("各村", "村(社区)"),
        ("各村(社区)", "村(社区)"),
        ("各村（社区）", "村(社区)"),
        ("上寨村民委员会", "村(社区)"),
        ("相关站所", "相关站所(未点名)"),
        ("青石乡人民政府", "乡镇党委政府"),
        ("柳河镇党委", "乡镇党委政府"),
        ("县委组织部", "组织人事"),
        ("驻村工作队", "驻村工作队"),
        ("乡脱贫攻坚整改工作领导小组", "领导小组和专班"),
        ("乡易地扶贫搬迁指挥部办公室", "领导小组和专班"),
    ],
)
def test_departments(unit: str, department: str) -> None:
    assert department_of(unit) == department


@pytest.mark.parametrize("unit", ["张某某", "气象站", ""])
def test_an_unknown_unit_is_never_forced_into_a_group(unit: str) -> None:
    assert department_of(unit) is None


@pytest.mark.parametrize("unit", ["平安加油站", "某某教育科技有限公司", "民政超市", "卫生用品厂"])
def test_a_word_inside_the_name_of_a_business_is_no_department(unit: str) -> None:
    assert department_of(unit) == "企业和经营主体"
