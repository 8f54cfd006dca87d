"""What is missed and what is false, grouped by name, with sentences."""

from dataclasses import replace

from kbgraph.evaluation import GoldMention, GoldPassage, find_false_alarms, find_misses

TEXT = "A queue grows. Two queues shrink. SQS stays."
QUEUE, QUEUES = GoldMention(2, 7, "concept", "queue"), GoldMention(19, 25, "concept", "queue")
SQS = GoldMention(34, 37, "service", "sqs")
GOLD = [GoldPassage("a", TEXT, (QUEUE, QUEUES, SQS))]


def found(*mentions):
    return [replace(GOLD[0], mentions=mentions)]


def test_misses_of_one_name_are_one_group_and_the_most_frequent_comes_first():
    first, second = find_misses(GOLD, found())

    assert (first.name, first.type, len(first.examples)) == ("queue", "concept", 2)
    assert [example.sentence for example in first.examples] == ["A queue grows.", "Two queues shrink."]
    assert (second.name, second.id) == ("SQS", "sqs")


def test_nothing_is_missed_where_all_is_found():
    assert find_misses(GOLD, found(QUEUE, QUEUES, SQS)) == []


def test_a_false_alarm_tells_what_a_person_marked_there():
    (group,) = find_false_alarms(GOLD, found(QUEUE, QUEUES, replace(SQS, id="sns")))

    assert (group.name, group.id) == ("SQS", "sns")
    assert group.examples[0].instead == ("SQS (sqs)",)
