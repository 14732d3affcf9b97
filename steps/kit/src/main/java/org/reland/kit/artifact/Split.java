package org.reland.kit.artifact;

/**
 * Where a user's history is cut, as positions (exclusive ends). CF: train is [0, cfTrainEnd), valid
 * [cfTrainEnd, cfValidEnd), test [cfValidEnd, length). SR (leave-one-out): train [0, srTrainEnd),
 * valid position srTrainEnd, test position srTrainEnd + 1; srTrainEnd = length where the history is
 * too short to leave anything out.
 */
public record Split(int user, int length, int cfTrainEnd, int cfValidEnd, int srTrainEnd) {}
