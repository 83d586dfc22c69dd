<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_CA" sourcelanguage="en_CA">
<context>
    <name>ServicePoints</name>
    <message numerus="yes">
        <location filename="processing/again.py"/>
        <source>%n selected feature(s) of “{layer}”</source>
        <translation>
            <numerusform>%n selected feature of “{layer}”</numerusform>
            <numerusform>%n selected features of “{layer}”</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="processing/brief_report.py"/>
        <source>Mailboxes that look like those of a person are not shown: %n.</source>
        <translation>
            <numerusform>A mailbox that looks like that of a person is not shown (%n).</numerusform>
            <numerusform>Mailboxes that look like those of persons are not shown (%n).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="processing/brief_report.py"/>
        <source>Not shown: %n more.</source>
        <translation>
            <numerusform>%n more is not shown.</numerusform>
            <numerusform>%n more are not shown.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="processing/colocationquotient_job.py"/>
        <source>Each point has no more than %n other(s), so all points are neighbours of all. Choose fewer neighbours to learn who is near whom.</source>
        <translation>
            <numerusform>Each point has no more than %n other, so all points are neighbours of all. Choose fewer neighbours to learn who is near whom.</numerusform>
            <numerusform>Each point has no more than %n others, so all points are neighbours of all. Choose fewer neighbours to learn who is near whom.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="processing/coverage_report.py"/>
        <source>{name} and %n other(s)</source>
        <translation>
            <numerusform>{name} and %n other</numerusform>
            <numerusform>{name} and %n others</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="processing/coverage_tables.py"/>
        <source>Areas where everybody is covered, not listed: %n.</source>
        <translation>
            <numerusform>Areas where everybody is covered, not listed: %n.</numerusform>
            <numerusform>Areas where everybody is covered, not listed: %n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="processing/siting_report.py"/>
        <source>%n other(s)</source>
        <translation>
            <numerusform>%n other</numerusform>
            <numerusform>%n others</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="processing/sources.py"/>
        <source>%n feature(s) at most</source>
        <translation>
            <numerusform>%n feature at most</numerusform>
            <numerusform>%n features at most</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="ui/analyse_tab.py"/>
        <source>The tasks use the %n open in-person point(s). Select others in the list to use those instead.</source>
        <translation>
            <numerusform>The tasks use the %n open in-person point. Select others in the list to use those instead.</numerusform>
            <numerusform>The tasks use the %n open in-person points. Select others in the list to use those instead.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="ui/analyse_tab.py"/>
        <source>The tasks use the %n selected point(s).</source>
        <translation>
            <numerusform>The tasks use %n selected point.</numerusform>
            <numerusform>The tasks use the %n selected points.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="ui/changes_controller.py"/>
        <source>%n value(s) were edited since the check and stay as they are. Save, then check again.</source>
        <translation>
            <numerusform>%n value was edited since the check and stays as it is. Save, then check again.</numerusform>
            <numerusform>%n values were edited since the check and stay as they are. Save, then check again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="ui/changes_controller.py"/>
        <source>Correct %n value(s)</source>
        <translation>
            <numerusform>Correct %n value</numerusform>
            <numerusform>Correct %n values</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="ui/changes_controller.py"/>
        <source>Take all %n changes back? Until you save, Undo brings them again.</source>
        <translation>
            <numerusform>Take %n change back? Until you save, Undo brings it again.</numerusform>
            <numerusform>Take all %n changes back? Until you save, Undo brings them again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="ui/changes_model.py"/>
        <location filename="ui/findings_view.py"/>
        <source>%n error(s)</source>
        <translation>
            <numerusform>%n error</numerusform>
            <numerusform>%n errors</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="ui/changes_model.py"/>
        <location filename="ui/form_findings.py"/>
        <source>%n finding(s)</source>
        <translation>
            <numerusform>%n finding</numerusform>
            <numerusform>%n findings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="ui/changes_motive.py"/>
        <source>For %n changes at once.</source>
        <translation>
            <numerusform>For %n change.</numerusform>
            <numerusform>For %n changes at once.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="ui/changes_view.py"/>
        <source>%n added</source>
        <translation>
            <numerusform>%n added</numerusform>
            <numerusform>%n added</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="ui/changes_view.py"/>
        <source>%n changed</source>
        <translation>
            <numerusform>%n changed</numerusform>
            <numerusform>%n changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="ui/changes_view.py"/>
        <source>%n confirmed</source>
        <translation>
            <numerusform>%n confirmed</numerusform>
            <numerusform>%n confirmed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="ui/changes_view.py"/>
        <source>%n removed</source>
        <translation>
            <numerusform>%n removed</numerusform>
            <numerusform>%n removed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="ui/changes_view.py"/>
        <source>Revert %n field(s)</source>
        <translation>
            <numerusform>Revert %n field</numerusform>
            <numerusform>Revert %n fields</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="ui/changes_view.py"/>
        <source>Revert %n record(s)</source>
        <translation>
            <numerusform>Revert %n record</numerusform>
            <numerusform>Revert %n records</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="ui/changes_words.py"/>
        <source>%n piece(s) of evidence</source>
        <translation>
            <numerusform>%n piece of evidence</numerusform>
            <numerusform>%n pieces of evidence</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="ui/findings_view.py"/>
        <source>%n handled</source>
        <translation>
            <numerusform>%n handled</numerusform>
            <numerusform>%n handled</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="ui/findings_view.py"/>
        <source>%n shown</source>
        <translation>
            <numerusform>%n shown</numerusform>
            <numerusform>%n shown</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="ui/findings_view.py"/>
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n warning</numerusform>
            <numerusform>%n warnings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="ui/findings_view.py"/>
        <source>Correct (%n)</source>
        <translation>
            <numerusform>Correct (%n)</numerusform>
            <numerusform>Correct (%n)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="ui/form_moves.py"/>
        <source>%n point(s) moved. Are their addresses still right?</source>
        <translation>
            <numerusform>%n point moved. Are their addresses still right?</numerusform>
            <numerusform>%n points moved. Are their addresses still right?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="ui/import_draft_page.py"/>
        <source>%n document(s) saved</source>
        <translation>
            <numerusform>%n document saved</numerusform>
            <numerusform>%n documents saved</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="ui/import_draft_page.py"/>
        <source>%n document(s) sent</source>
        <translation>
            <numerusform>%n document sent</numerusform>
            <numerusform>%n documents sent</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="ui/import_draft_page.py"/>
        <source>%n row(s) are still to be decided; they stay out of the draft.</source>
        <translation>
            <numerusform>%n row are still to be decided; they stay out of the draft.</numerusform>
            <numerusform>%n rows are still to be decided; they stay out of the draft.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="ui/import_rows.py"/>
        <source>It lacked in %n import(s); nothing is proposed.</source>
        <translation>
            <numerusform>It lacked in %n import; nothing is proposed.</numerusform>
            <numerusform>It lacked in %n imports; nothing is proposed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="ui/import_source_page.py"/>
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="ui/outbox_controller.py"/>
        <source>%n new answer(s).</source>
        <translation>
            <numerusform>%n new answer.</numerusform>
            <numerusform>%n new answers.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="ui/outbox_view.py"/>
        <source>Also those of other working copies (%n)</source>
        <translation>
            <numerusform>Also that of another working copy (%n)</numerusform>
            <numerusform>Also those of other working copies (%n)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="ui/outbox_words.py"/>
        <source>%n change(s)</source>
        <translation>
            <numerusform>%n change</numerusform>
            <numerusform>%n changes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="ui/point_finding.py"/>
        <source>%n more in the panel</source>
        <translation>
            <numerusform>%n more in the panel</numerusform>
            <numerusform>%n more in the panel</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="ui/point_list.py"/>
        <location filename="ui/words.py"/>
        <source>Needs attention: %n reason(s)</source>
        <translation>
            <numerusform>Needs attention: %n reason</numerusform>
            <numerusform>Needs attention: %n reasons</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="ui/points_tab.py"/>
        <source>%n more outside the map view</source>
        <translation>
            <numerusform>%n more outside the map view</numerusform>
            <numerusform>%n more outside the map view</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="ui/points_tab.py"/>
        <source>%n need(s) attention</source>
        <translation>
            <numerusform>%n needs attention</numerusform>
            <numerusform>%n need attention</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="ui/points_tab.py"/>
        <location filename="ui/preflight.py"/>
        <source>%n point(s)</source>
        <translation>
            <numerusform>%n point</numerusform>
            <numerusform>%n points</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="ui/points_tab.py"/>
        <source>{shown} of %n point(s)</source>
        <translation>
            <numerusform>{shown} of %n point</numerusform>
            <numerusform>{shown} of %n points</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="ui/preflight.py"/>
        <source>%n road(s)</source>
        <translation>
            <numerusform>%n road</numerusform>
            <numerusform>%n roads</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="ui/review_changes.py"/>
        <source>%n of {total} change(s) decided.</source>
        <translation>
            <numerusform>%n of {total} changes decided.</numerusform>
            <numerusform>%n of {total} changes decided.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="ui/review_changes.py"/>
        <source>A reason is missing for %n of them.</source>
        <translation>
            <numerusform>A reason is missing for %n of them.</numerusform>
            <numerusform>A reason is missing for %n of them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="ui/review_inbox.py"/>
        <source>%n change(s) to decide</source>
        <translation>
            <numerusform>%n change to decide</numerusform>
            <numerusform>%n changes to decide</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="ui/review_inbox.py"/>
        <source>%n change(s) wait for your decision.</source>
        <translation>
            <numerusform>%n change waits for your decision.</numerusform>
            <numerusform>%n changes wait for your decision.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="ui/review_inbox.py"/>
        <source>%n new submission(s) came into the inbox.</source>
        <translation>
            <numerusform>%n new submission came into the inbox.</numerusform>
            <numerusform>%n new submissions came into the inbox.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="ui/review_inbox.py"/>
        <source>Merge %n new submission(s)</source>
        <translation>
            <numerusform>Merge %n new submission</numerusform>
            <numerusform>Merge %n new submissions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="ui/review_page.py"/>
        <source>%n came before; nothing was changed by it.</source>
        <translation>
            <numerusform>%n came before; nothing was changed by it.</numerusform>
            <numerusform>%n came before; nothing was changed by them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="ui/review_page.py"/>
        <source>%n submission(s) received.</source>
        <translation>
            <numerusform>%n submission received.</numerusform>
            <numerusform>%n submissions received.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="ui/review_page.py"/>
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="ui/scenario_page.py"/>
        <source>Points as they are today: %n.</source>
        <translation>
            <numerusform>Points as they are today: %n.</numerusform>
            <numerusform>Points as they are today: %n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="ui/shared_form.py"/>
        <source>%n layer(s). Choose one.</source>
        <translation>
            <numerusform>%n layer. Choose one.</numerusform>
            <numerusform>%n layers. Choose one.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="ui/submission_preview.py"/>
        <source>%n change(s) to submit</source>
        <translation>
            <numerusform>%n change to submit</numerusform>
            <numerusform>%n changes to submit</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="ui/submission_preview.py"/>
        <source>%n error(s) must be corrected first</source>
        <translation>
            <numerusform>%n error must be corrected first</numerusform>
            <numerusform>%n errors must be corrected first</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="ui/words.py"/>
        <source>%n service(s)</source>
        <translation>
            <numerusform>%n service</numerusform>
            <numerusform>%n services</numerusform>
        </translation>
    </message>
</context>
</TS>
