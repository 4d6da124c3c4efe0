from bot.state import Answered, InProcess, Report, Watch


async def test_settings_are_kept_moved_and_forgotten():
    state = InProcess()
    await state.set_language(-1, "zh-Hans")
    await state.set_watch(-1, Watch(10, 60))
    await state.set_answered(-1, 7, Answered((8,), 99))
    await state.set_antecedent(-1, 5, "openai.revenue@2024")
    await state.migrate(-1, -100)
    assert await state.language(-100) == "zh-Hans"
    assert await state.watch(-100) == Watch(10, 60)
    assert await state.language(-1) is None
    assert await state.answered(-1, 7) is None
    await state.forget(-1, 5)
    assert await state.antecedent(-1, 5) == ""
    await state.forget(-100, 5)
    assert (await state.language(-100), await state.watch(-100)) == (None, None)


async def test_a_turn_is_taken_once_a_claim_and_once_a_pause():
    state = InProcess()
    assert await state.take_turn(-1, "a", 100, 60)
    assert not await state.take_turn(-1, "b", 159, 60)
    assert await state.take_turn(-1, "b", 160, 60)
    assert not await state.take_turn(-1, "a", 900, 60)
    assert await state.take_turn(-2, "a", 100, 60)


async def test_reports_newest_first():
    state = InProcess()
    for number in range(3):
        await state.report(Report("figure", f"q{number}", "en", number))
    assert [one.query for one in await state.reports(2)] == ["q2", "q1"]
