using Microsoft.ML.Data;

namespace Microsoft.ML;

public sealed partial class SchemaShape
{
    /// <summary>A column of a shape.</summary>
    public readonly struct Column
    {
        /// <summary>One value per row, or how much is known of the size of a vector.</summary>
        public enum VectorKind
        {
            Scalar,
            Vector,
            VariableVector,
        }

        public readonly string Name;
        public readonly VectorKind Kind;

        /// <summary>The type of the items; for keys, the number type in which they are kept.</summary>
        public readonly DataViewType ItemType;

        public readonly bool IsKey;
        public readonly SchemaShape Annotations;

        internal Column(string name, VectorKind kind, DataViewType itemType, bool isKey, SchemaShape annotations = null)
        {
            Name = name;
            Kind = kind;
            ItemType = itemType;
            IsKey = isKey;
            Annotations = annotations ?? Empty;
        }

        internal static Column Of(string name, DataViewType type, SchemaShape annotations = null)
        {
            var kind = type is not VectorDataViewType vector ? VectorKind.Scalar
                : vector.IsKnownSize ? VectorKind.Vector : VectorKind.VariableVector;
            var item = type.ItemType();
            return item is KeyDataViewType
                ? new(name, kind, PrimitiveTypes.Find(item.RawType), true, annotations)
                : new(name, kind, item, false, annotations);
        }

        internal Column Renamed(string name) => new(name, Kind, ItemType, IsKey, Annotations);

        internal bool Fits(DataViewType type)
        {
            var wanted = Of(Name, type);
            return wanted.IsKey == IsKey && wanted.ItemType.RawType == ItemType.RawType
                && (wanted.Kind == Kind || (wanted.Kind == VectorKind.VariableVector && Kind == VectorKind.Vector));
        }

        internal string Description =>
            (Kind == VectorKind.Scalar ? "" : $"{Kind} of ") + (IsKey ? "key " : "") + ItemType;
    }
}
