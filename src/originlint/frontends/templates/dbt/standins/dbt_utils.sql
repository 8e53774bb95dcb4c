{# What macros of the package dbt_utils amount to, for lineage: which columns go in, which come out. #}
{% macro star(from, relation_alias=none, except=[], prefix='', suffix='', quote_identifiers=true) -%}
{%- if relation_alias %}{{ relation_alias }}.{% endif %}*{% if except %} except ({{ except | join(', ') }}){% endif -%}
{%- endmacro %}
{% macro generate_surrogate_key(field_list) %}md5(concat({{ field_list | join(', ') }})){% endmacro %}
{% macro surrogate_key(field_list) %}md5(concat({% if field_list is string %}{{ ([field_list] + varargs) | join(', ') }}{% else %}{{ field_list | join(', ') }}{% endif %})){% endmacro %}
{% macro safe_divide(numerator, denominator) %}( {{ numerator }} ) / nullif(({{ denominator }}), 0){% endmacro %}
{% macro safe_add(field_list) %}{% for field in field_list %}coalesce({{ field }}, 0){% if not loop.last %} + {% endif %}{% endfor %}{% endmacro %}
{% macro safe_subtract(field_list) %}{% for field in field_list %}coalesce({{ field }}, 0){% if not loop.last %} - {% endif %}{% endfor %}{% endmacro %}
{% macro nullcheck_table(relation) %}select * from {{ relation }}{% endmacro %}
{% macro group_by(n) %}group by {% for i in range(1, n + 1) %}{{ i }}{% if not loop.last %}, {% endif %}{% endfor %}{% endmacro %}
{% macro union_relations(relations, column_override=none, include=[], exclude=[], source_column_name='_dbt_source_relation', where=none) -%}
{% for relation in relations %}(select {% if include %}{{ include | join(', ') }}{% else %}*{% if exclude %} except ({{ exclude | join(', ') }}){% endif %}{% endif %} from {{ relation }}{% if where %} where {{ where }}{% endif %}){% if not loop.last %} union all {% endif %}{% endfor %}
{%- endmacro %}
{% macro deduplicate(relation, partition_by, order_by) -%}
select * from (select *, row_number() over (partition by {{ partition_by }} order by {{ order_by }}) as rn_ from {{ relation }}) as numbered_ where rn_ = 1
{%- endmacro %}
{% macro pivot(column, values, alias=true, agg='sum', cmp='=', prefix='', suffix='', then_value=1, else_value=0, quote_identifiers=true, distinct=false) -%}
{% for value in values %}{{ agg }}(case when {{ column }} {{ cmp }} '{{ value }}' then {{ then_value }} else {{ else_value }} end){% if alias %} as {% if quote_identifiers %}{{ adapter.quote(prefix ~ value ~ suffix) }}{% else %}{{ dbt_utils.slugify(prefix ~ value ~ suffix) }}{% endif %}{% endif %}{% if not loop.last %}, {% endif %}{% endfor %}
{%- endmacro %}
{% macro haversine_distance(lat1, lon1, lat2, lon2, unit='mi') %}haversine({{ lat1 }}, {{ lon1 }}, {{ lat2 }}, {{ lon2 }}){% endmacro %}
{% macro width_bucket(expr, min_value, max_value, num_buckets) %}width_bucket({{ expr }}, {{ min_value }}, {{ max_value }}, {{ num_buckets }}){% endmacro %}
{% macro date_spine(datepart, start_date, end_date) %}select cast({{ start_date }} as date) as date_{{ datepart }}{% endmacro %}
{% macro generate_series(upper_bound) %}select 1 as generated_number{% endmacro %}
{% macro get_url_host(field) %}url_host({{ field }}){% endmacro %}
{% macro get_url_path(field) %}url_path({{ field }}){% endmacro %}
{% macro get_url_parameter(field, url_parameter) %}url_parameter({{ field }}, '{{ url_parameter }}'){% endmacro %}
{% macro slugify(string) %}{{ return(string | lower | replace(' ', '_') | replace('-', '_') | replace('/', '') | replace('.', '') | replace(',', '') | replace('(', '') | replace(')', '') | replace('&', '') | replace('%', '') | replace('+', '') | replace(':', '')) }}{% endmacro %}
{% macro pretty_time(format='') %}now{% endmacro %}
{% macro log_info(message) %}{% endmacro %}
