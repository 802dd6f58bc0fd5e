namespace Microsoft.ML.Data;

/// <summary>Dates with a time.</summary>
public sealed class DateTimeDataViewType : PrimitiveDataViewType
{
    DateTimeDataViewType() : base(typeof(DateTime))
    {
    }

    public static DateTimeDataViewType Instance { get; } = new();

    public override bool Equals(DataViewType other) => ReferenceEquals(this, other);

    public override string ToString() => "DateTime";
}
