package io.fixres.page.feed;

import io.fixres.contracts.event.Envelope;
import io.fixres.contracts.event.EvaluationCompleted;
import io.fixres.contracts.event.ExperimentCancelled;
import io.fixres.contracts.event.ExperimentRequested;
import io.fixres.contracts.event.FixresEvent;
import io.fixres.contracts.event.TrainingEvent;
import io.fixres.contracts.event.TrainingProgress;
import io.fixres.page.overview.Overview;
import io.fixres.page.pictures.PictureOrders;
import io.fixres.report.history.CurvePoint;
import io.fixres.report.history.RunHistories;
import io.fixres.report.history.TimeLeft;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Decides what each event means for the page. */
@Singleton
public final class EventDesk {
    private final RunHistories histories;
    private final NewsRoom newsRoom;
    private final PictureOrders pictures;
    private final Overview overview;

    public EventDesk(RunHistories histories, NewsRoom newsRoom, PictureOrders pictures, Overview overview) {
        this.histories = histories;
        this.newsRoom = newsRoom;
        this.pictures = pictures;
        this.overview = overview;
    }

    /** Takes an event. */
    public void take(Envelope<?> event) {
        FixresEvent data = event.data();
        if (data instanceof TrainingProgress report) {
            progress(report);
        } else if (data instanceof TrainingEvent training) {
            histories.add(training);
            changed(training.experiment());
        } else if (data instanceof EvaluationCompleted evaluation) {
            histories.add(evaluation);
            changed(evaluation.experiment());
        } else if (data instanceof ExperimentRequested request) {
            changed(request.experiment().orElse(event.id()));
        } else if (data instanceof ExperimentCancelled cancelled) {
            changed(cancelled.experiment());
        }
        pictures.hear(event);
    }

    private void progress(TrainingProgress report) {
        Optional<CurvePoint> point = histories.add(report);
        point.ifPresent(p -> newsRoom.tell(new News.Point(
                report.experiment(), report.phase(), p, TimeLeft.ofPhase(histories.view(report.experiment())))));
    }

    private void changed(String experiment) {
        overview.stale(experiment);
        newsRoom.tell(new News.Changed(experiment));
    }
}
