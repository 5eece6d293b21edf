"""Plans made up by chance, from a seed: their layouts, numbering, labels, units, deadlines, states and figures."""

import random

TOWNSHIPS = ("白沙乡", "松岭镇", "云岭镇", "甲子乡")
FINDINGS = (
    *("台账更新不及时", "厕所改造不彻底", "分红资金发放不到位", "政策宣传不到位", "项目管理不规范", "环境整治推进缓慢"),
    *("帮扶责任落实不力", "饮水安全隐患排查不全面", "公示制度执行不严格", "监测对象识别不精准"),
)
MEASURES = ("逐户核对台账", "明确专人负责", "每季度公示一次", "开展专项排查", "完善管理制度", "加强督促检查", "组织业务培训")
UNITS = ("乡财政所", "乡党政办", "乡民政办", "各村委会", "乡农业服务中心", "乡纪委")
DEADLINES = ("2024年6月底前", "2024年9月30日", "立行立改", "长期坚持", "2024年12月底前,长期坚持")
STATES = ("已完成整改", "正在推进", "已整改到位", "")
FIGURES = ("涉及{}户", "投入资金{}万元", "问题厕所{}座", "完成率{}%", "发放补贴{}元", "")
ONES = ("一", "二", "三", "四", "五", "六")
CHINESE = "一二三四五六七八九十"


def plan_lines(seed: int) -> list[str]:
    """The paragraphs of one plan, always the same for a seed; rows of tables have tabs between their cells."""
    chance = random.Random(seed)
    township = chance.choice(TOWNSHIPS)
    count = chance.randint(2, 6)
    findings = chance.sample(FINDINGS, count)
    lines = [f"{township}2024年考核评估反馈问题整改方案", "", f"为抓好反馈的{count}个问题整改,制定本方案。"]
    if chance.random() < 0.25:
        lines += ["整改台账", "序号\t问题\t整改措施\t责任单位\t整改时限"]
        for number, finding in enumerate(findings, start=1):
            measures = "；".join(chance.sample(MEASURES, 2))
            lines.append(f"{number}\t{finding}\t{measures}\t{chance.choice(UNITS)}\t{chance.choice(DEADLINES)}")
        return [*lines, f"{township}人民政府", "2024年5月20日"]
    lines.append("一、存在问题及整改措施")
    bracketed, one_is = chance.random() < 0.4, chance.random() < 0.5
    for number, finding in enumerate(findings):
        figure = chance.choice(FIGURES).format(chance.randint(2, 900))
        lines.append(f"({CHINESE[number]}){finding}。" + (f"{figure}。" if figure else ""))
        chosen = chance.sample(MEASURES, chance.randint(1, 3))
        unit, second, deadline = *chance.sample(UNITS, 2), chance.choice(DEADLINES)
        if one_is:
            text = "".join(f"{ONES[index]}是{measure}。" for index, measure in enumerate(chosen))
        else:
            text = "".join(f"{index}.{measure}。" for index, measure in enumerate(chosen, start=1))
        if bracketed:
            lines.append(f"整改措施:{text}(责任单位:{unit}、{second};完成时限:{deadline})")
        else:
            lines += [f"整改措施:{text}", f"责任单位:{unit}、{second}", f"整改时限:{deadline}"]
        state = chance.choice(STATES)
        if state:
            lines.append(f"整改进展:{state}。")
    return [*lines, "二、工作要求", "提高认识,加强领导,确保整改到位。", f"{township}人民政府", "2024年5月20日"]
