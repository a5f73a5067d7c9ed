from pathlib import Path
from tests import corpora
from tests.fake_slack.web_api import FakeSlack
from tests.fake_slack.workplace import at_work

def test_try(tmp_path: Path) -> None:
    with FakeSlack() as slack, at_work(corpora.two_councils().assistant, tmp_path, slack) as w:
        w.send(w.people.mention("U1", "C1", "How often does Fernshire's Improvement Board meet?"))
        [said] = slack.new()
        print(said.words)
        w.send(w.people.mention("U1", "C1", "What must pathway plans contain?"))
        print(slack.new(1, 1)[0].words)
        w.send(w.people.command("U1", "C1", "What is the limit on caseloads in Kelder?"))
        s=slack.new(1, 2)[0]
        print(s.words, s)
        w.send(w.people.presses("U1", s, s.button("share")))
        w.idle()
        print([c.method for c in slack.calls])
        print(w.took)
        import json; print(json.dumps(slack.said[0].blocks, indent=1, ensure_ascii=False))
