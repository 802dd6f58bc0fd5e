using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>A public field or property of a row class.</summary>
sealed class RowMember
{
    const BindingFlags Public = BindingFlags.Instance | BindingFlags.Public;
    readonly MemberInfo info;

    RowMember(MemberInfo info, Type type)
    {
        this.info = info;
        Type = type;
    }

    public string Name => info.Name;

    /// <summary>The .NET type of the member.</summary>
    public Type Type { get; }

    public MemberInfo Info => info;

    public string ColumnName => info.GetCustomAttribute<ColumnNameAttribute>()?.Name ?? info.Name;

    /// <summary>The column type that the member's .NET type and attributes give.</summary>
    public DataViewType ColumnType
    {
        get
        {
            var vector = info.GetCustomAttribute<VectorTypeAttribute>();
            if (ItemTypeOf(Type) is { } itemType) return new VectorDataViewType(Primitive(itemType), vector?.Dimensions ?? [0]);
            if (vector != null) throw new ArgumentException(
                $"{this} has a vector type, but is neither an array nor a VBuffer.");
            var custom = info.GetCustomAttributes<DataViewTypeAttribute>().SingleOrDefault();
            return DataViewTypeManager.Find(Type, custom) ?? Primitive(Type);
        }
    }

    public static IEnumerable<RowMember> AllOf(Type type, SchemaDefinition.Direction direction)
    {
        foreach (var field in type.GetFields(Public))
            if (IsColumn(field)) yield return new(field, field.FieldType);
        foreach (var property in type.GetProperties(Public))
            if (IsColumn(property) && property.GetIndexParameters().Length == 0
                && (!direction.HasFlag(SchemaDefinition.Direction.Read) || property.GetMethod is { IsPublic: true })
                && (!direction.HasFlag(SchemaDefinition.Direction.Write) || property.SetMethod is { IsPublic: true }))
                yield return new(property, property.PropertyType);
    }

    public static RowMember Find(Type type, string name, SchemaDefinition.Direction direction) =>
        AllOf(type, direction).FirstOrDefault(m => m.Name == name)
        ?? throw new ArgumentException($"{type} has no public field or property '{name}' to use as a column.");

    /// <summary>Whether a member of the .NET type can hold the values of a column of the column type.</summary>
    public static bool Holds(Type member, DataViewType type) => type is VectorDataViewType vector
        ? ItemTypeOf(member) is { } item && Same(item, vector.ItemType.RawType)
        : Same(member, type.RawType);

    public override string ToString() => $"Member '{info.Name}' of {info.DeclaringType}";

    /// <summary>The type of the items of an array or a VBuffer, else null.</summary>
    public static Type ItemTypeOf(Type type) => type.IsArray ? type.GetElementType()
        : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(VBuffer<>) ? type.GenericTypeArguments[0]
        : null;

    static bool Same(Type member, Type raw) =>
        member == raw || (member == typeof(string) && raw == typeof(ReadOnlyMemory<char>));

    static bool IsColumn(MemberInfo member) => !member.IsDefined(typeof(NoColumnAttribute));

    PrimitiveDataViewType Primitive(Type type)
    {
        if (info.GetCustomAttribute<KeyTypeAttribute>() is { } key) return new KeyDataViewType(type, key.Count ?? MaxCount(type));
        return PrimitiveTypes.Find(type) ?? throw new ArgumentOutOfRangeException(nameof(type), type,
            $"{this} is of type {type}, which stands for no column type. Mark it with NoColumn, or with the attribute of its type (such as ImageType).");
    }

    static ulong MaxCount(Type type) => type == typeof(byte) ? byte.MaxValue : type == typeof(ushort) ? ushort.MaxValue
        : type == typeof(uint) ? uint.MaxValue : ulong.MaxValue;
}
