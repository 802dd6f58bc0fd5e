namespace Microsoft.ML;

/// <summary>Fetches a column's value of the current row; it may use what <paramref name="value"/> holds as a buffer.</summary>
public delegate void ValueGetter<TValue>(ref TValue value);
