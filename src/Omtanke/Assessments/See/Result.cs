namespace Omtanke.Assessments.See;

/// <summary>The result of a collection, as a record of its own: it is seen by more than those who plan the collection.</summary>
public sealed class Result;
