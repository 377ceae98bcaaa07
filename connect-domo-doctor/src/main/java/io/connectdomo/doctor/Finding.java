package io.connectdomo.doctor;

import io.connectdomo.doctor.ask.Answer;
import io.connectdomo.doctor.ask.Question;

/** A question with its answer. */
record Finding(Question question, Answer answer) {}
