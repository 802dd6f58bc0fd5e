namespace Microsoft.ML.Data;

/// <summary>Marks a member of a row class whose column has a type of its own.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public abstract class DataViewTypeAttribute : Attribute, IEquatable<DataViewTypeAttribute>
{
    protected DataViewTypeAttribute()
    {
    }

    public abstract bool Equals(DataViewTypeAttribute other);

    /// <summary>Makes the type known to <see cref="DataViewTypeManager"/>.</summary>
    public abstract void Register();
}
