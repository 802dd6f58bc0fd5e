using Microsoft.ML.Data;

namespace Microsoft.ML;

public sealed partial class DataViewSchema
{
    public sealed partial class Annotations
    {
        /// <summary>Builds annotations, kind after kind.</summary>
        public sealed class Builder
        {
            readonly List<(DetachedColumn Column, Delegate Getter)> items = [];

            public Builder()
            {
            }

            /// <summary>Adds those that <paramref name="selector"/> picks by their kind.</summary>
            public void Add(Annotations annotations, Func<string, bool> selector)
            {
                ArgumentNullException.ThrowIfNull(selector);
                if (annotations == null) return;
                foreach (var column in annotations.Schema)
                    if (selector(column.Name)) items.Add((new(column), annotations.getters[column.Index]));
            }

            public void Add<TValue>(string name, DataViewType type, ValueGetter<TValue> getter, Annotations annotations = null) =>
                Add(name, type, (Delegate)getter, annotations);

            public void Add(string name, DataViewType type, Delegate getter, Annotations annotations = null)
            {
                ArgumentNullException.ThrowIfNull(getter);
                var column = new DetachedColumn(name, type, annotations);
                if (getter.GetType() != typeof(ValueGetter<>).MakeGenericType(type.RawType))
                    throw new ArgumentException(
                        $"The getter of annotation '{name}' gives no values of type {type}.", nameof(getter));
                items.Add((column, getter));
            }

            public void AddPrimitiveValue<TValue>(string name, PrimitiveDataViewType type, TValue value, Annotations annotations = null)
            {
                ArgumentNullException.ThrowIfNull(type);
                if (type.RawType != typeof(TValue))
                    throw new ArgumentException(
                        $"Annotation '{name}' is of type {type}, its value of {typeof(TValue)}.", nameof(value));
                Add(name, type, (ref TValue destination) => destination = value, annotations);
            }

            public Annotations ToAnnotations() =>
                new(Of(items.Select(i => i.Column)), items.Select(i => i.Getter).ToArray());
        }
    }
}
