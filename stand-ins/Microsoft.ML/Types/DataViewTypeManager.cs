using System.Collections.Concurrent;

namespace Microsoft.ML.Data;

/// <summary>Knows which .NET type, under which attribute, stands for which custom column type.</summary>
public static class DataViewTypeManager
{
    static readonly ConcurrentDictionary<(Type, DataViewTypeAttribute), DataViewType> known = new();

    public static void Register(DataViewType dataViewType, Type type, IEnumerable<Attribute> typeAttributes) =>
        Register(dataViewType, type, typeAttributes?.OfType<DataViewTypeAttribute>().SingleOrDefault());

    public static void Register(DataViewType dataViewType, Type type, DataViewTypeAttribute typeAttribute = null)
    {
        ArgumentNullException.ThrowIfNull(dataViewType);
        ArgumentNullException.ThrowIfNull(type);
        if (!known.GetOrAdd((type, typeAttribute), dataViewType).Equals(dataViewType))
            throw new ArgumentException(
                $"{type} is already registered as {known[(type, typeAttribute)]}.", nameof(type));
    }

    internal static DataViewType Find(Type type, DataViewTypeAttribute typeAttribute)
    {
        typeAttribute?.Register();
        return known.GetValueOrDefault((type, typeAttribute));
    }
}
